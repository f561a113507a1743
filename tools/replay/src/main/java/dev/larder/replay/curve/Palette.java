package dev.larder.replay.curve;

import java.awt.Color;

/** The colour of each curve; readable on white and on black, and the same in the picture and on the page. */
final class Palette {
  private static final int[] COLORS = {
    0x00798C, 0xD1495B, 0xC98A1B, 0x6A4C93, 0x3A7D44, 0x2F6DB5, 0xB5651D, 0xC2549D, 0x5C8001,
    0x7A7A7A, 0x8C5E58, 0x0F9D9D
  };

  private Palette() {}

  static Color color(int curve) {
    return new Color(COLORS[curve % COLORS.length]);
  }

  static String css(int curve) {
    return String.format("#%06x", COLORS[curve % COLORS.length]);
  }
}
