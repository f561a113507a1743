/** For tests of other modules: a real browser. */
package dev.larder.browser;
