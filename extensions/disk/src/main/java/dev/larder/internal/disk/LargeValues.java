package dev.larder.internal.disk;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file for each large value, named by the version of its entry: written once, never changed. */
final class LargeValues {
  private final Path folder;
  private final boolean syncs;

  /** @param syncs whether a file is on the disk before it counts */
  LargeValues(Path folder, boolean syncs) {
    this.folder = folder;
    this.syncs = syncs;
  }

  private Path file(long version) {
    return folder.resolve(Long.toHexString(version));
  }

  /** Returns its checksum. */
  int write(long version, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    // A stream, not a channel: the caller may have been interrupted, and that would close a
    // channel.
    try (FileOutputStream file = new FileOutputStream(file(version).toFile())) {
      file.write(bytes);
      if (syncs) {
        file.getFD().sync();
      }
    } catch (IOException e) {
      delete(version);
      throw e;
    }
    if (syncs) {
      syncFolder();
    }
    return checksum(bytes);
  }

  /** There is nothing but a channel for a folder. */
  private void syncFolder() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
          directory.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          // once more
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Null when the file is gone or damaged. */
  byte @Nullable [] read(DiskRecord row) throws IOException {
    Path file = file(row.version());
    try (FileInputStream stream = new FileInputStream(file.toFile())) {
      if (Files.size(file) != row.length()) {
        return null;
      }
      byte[] bytes = stream.readNBytes((int) row.length());
      return bytes.length == row.length() && checksum(bytes) == row.fileChecksum() ? bytes : null;
    } catch (FileNotFoundException | NoSuchFileException e) {
      return null;
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Never throws: what stays behind is found at the next start. */
  void delete(long version) {
    try {
      Files.deleteIfExists(file(version));
    } catch (IOException e) {
      // as said
    }
  }

  void deleteAll() throws IOException {
    Folder.deleteAll(folder);
  }

  /** Deletes the files of versions that nobody knows. */
  void deleteAllBut(LongPredicate isKnown) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!isKnown.test(versionOf(file))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** 0, which is no version, for a file that is none of ours. */
  private static long versionOf(Path file) {
    try {
      return Long.parseUnsignedLong(file.getFileName().toString(), 16);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
