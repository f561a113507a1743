/**
 * Functions that remember what they gave, without a container. Start at {@link dev.larder.memo.Memo}. Public API, as is {@code
 * dev.larder}.
 *
 * <pre>{@code
 * MemoFunction<Integer, String> describe = Memo.memory().function(this::describe);
 * describe.apply(7);
 * }</pre>
 */
@NullMarked
package dev.larder.memo;

import org.jspecify.annotations.NullMarked;
