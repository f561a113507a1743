/** Tests on traces small enough to count by hand. */
package dev.larder.replay;
