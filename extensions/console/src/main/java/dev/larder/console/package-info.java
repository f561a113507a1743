/**
 * A page that shows the caches of this JVM at work: {@link dev.larder.console.LarderConsole}, or {@code larder.console { enabled = true
 * }} in {@code larder.conf}. Start reading there.
 *
 * <pre>
 *   caches ──once a second──&gt; Watch ──&gt; Overview ──server-sent events──&gt; page
 *   loads  ──each──&gt; LoadTimes ──&gt; ┘
 *   page ──asks──&gt; Gate (who may?) ──&gt; Site (which path?) ──&gt; Answers (what of which cache?) ──&gt; cache
 * </pre>
 *
 * <p>One thread samples; each request has one of a few threads of its own, all of them daemons. Nothing is added to what a cache does but
 * for loads, whose times are noted. What is in {@code web} is the page; {@code web/uplot} is uPlot 1.6.32, which draws its graphs, under
 * its own license.
 */
@NullMarked
package dev.larder.console;

import org.jspecify.annotations.NullMarked;
