package dev.larder.internal.core;

import java.util.concurrent.atomic.AtomicInteger;

/** Accesses in the order in which they came, until it is full. Many threads add, one plays what was added. */
final class AccessBuffer {
  private final int[] hashes;
  private final byte[] accesses;
  private final AtomicInteger next = new AtomicInteger();

  AccessBuffer(int capacity) {
    hashes = new int[capacity];
    accesses = new byte[capacity];
  }

  /** Returns false when there was no room. */
  boolean add(int hash, byte access) {
    int place = next.getAndIncrement();
    if (place >= hashes.length) {
      return false;
    }
    hashes[place] = hash;
    accesses[place] = access;
    return true;
  }

  int capacity() {
    return hashes.length;
  }

  int count() {
    return Math.min(next.get(), hashes.length);
  }

  boolean hasLost() {
    return next.get() > hashes.length;
  }

  int hashAt(int place) {
    return hashes[place];
  }

  byte accessAt(int place) {
    return accesses[place];
  }

  /** Starts afresh. */
  void clear() {
    next.set(0);
  }
}
