package dev.larder.internal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
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
    Path file = file(version);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (syncs) {
        channel.force(true);
      }
    } catch (IOException e) {
      delete(version);
      throw e;
    }
    if (syncs) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
    return checksum(bytes);
  }

  /** Null when the file is gone or damaged. */
  byte @Nullable [] read(DiskRecord row) throws IOException {
    Path file = file(row.version());
    try {
      if (Files.size(file) != row.length()) {
        return null;
      }
      byte[] bytes = Files.readAllBytes(file);
      return checksum(bytes) == row.fileChecksum() ? bytes : null;
    } catch (NoSuchFileException e) {
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
        if (!isKnown.test(Long.parseUnsignedLong(file.getFileName().toString(), 16))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
