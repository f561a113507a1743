package dev.larder.internal.disk;

import dev.larder.tier.TierException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The folder of one cache's tier: nobody else's, locked, and with a mark that tells whether it was closed in order. */
final class Folder implements AutoCloseable {
  private final Path path;

  /** A file, not a channel: that one would be closed, and the lock gone, when the thread that uses it is interrupted. */
  private final RandomAccessFile lockFile;

  private final FileLock lock;

  private Folder(Path path, RandomAccessFile lockFile, FileLock lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Makes it if need be, and locks it.
   *
   * @throws TierException when somebody else has it, or it cannot be made or written to
   */
  static Folder open(Path path, String cacheName) {
    RandomAccessFile file = null;
    try {
      Files.createDirectories(path);
      PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (posix != null) {
        posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
      file = new RandomAccessFile(path.resolve("larder.lock").toFile(), "rw");
      FileLock lock = tryLock(file.getChannel());
      if (lock == null) {
        String owner = owner(file);
        file.close();
        throw new TierException(
            "cache \"" + cacheName + "\": the folder " + path + " is in use by " + owner
                + "; one process at a time can have it: stop that one, or give this one another path",
            null);
      }
      file.setLength(0);
      file.writeBytes(Long.toString(ProcessHandle.current().pid()));
      return new Folder(path, file, lock);
    } catch (IOException e) {
      closeQuietly(file);
      throw new TierException(
          "cache \"" + cacheName + "\": the folder " + path + " of its tier cannot be used (" + e
              + "); make it a directory that this process may write to",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  private static String owner(RandomAccessFile file) {
    try {
      String pid = file.readLine();
      boolean mine = Long.toString(ProcessHandle.current().pid()).equals(pid);
      return mine ? "another cache of this process" : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }

  private static void closeQuietly(@Nullable RandomAccessFile file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // there is nothing more to be done
      }
    }
  }

  Path database() {
    return path.resolve("db");
  }

  Path large() {
    return path.resolve("large");
  }

  // -- was it closed in order?

  private Path openMark() {
    return path.resolve("open");
  }

  private Path closedMark() {
    return path.resolve("closed");
  }

  /** Whether the last one who had it closed it, or there was none. */
  boolean wasClosed() {
    return !Files.exists(openMark());
  }

  /** Whether what says which files the database has is as it was when it was closed. */
  boolean isUndamaged() throws IOException {
    return !Files.exists(closedMark())
        || Files.readString(closedMark(), StandardCharsets.ISO_8859_1).equals(summary());
  }

  /** After a stop that was none: whether files may be there without what belongs to them. */
  boolean mayBeIncomplete() throws IOException {
    String durability = Files.readString(openMark(), StandardCharsets.ISO_8859_1);
    return !durability.equals("INTERVAL") && !durability.equals("SYNC");
  }

  void markOpen(DiskSettings.Durability durability) throws IOException {
    writeAndSync(openMark(), durability.name());
    Files.deleteIfExists(closedMark());
  }

  /** The last step of closing in order. */
  void markClosed() throws IOException {
    writeAndSync(closedMark(), summary());
    Files.deleteIfExists(openMark());
  }

  private static void writeAndSync(Path file, String text) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
      stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
      stream.getFD().sync();
    }
  }

  /** RocksDB takes the end of a damaged list of files for its end, and would go on with an older one. Blocks it checks itself. */
  private String summary() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(database())) {
      try (Stream<Path> files = Files.list(database())) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = file.getFileName().toString();
          if (name.equals("CURRENT") || name.startsWith("MANIFEST") || name.endsWith(".log")) {
            CRC32C crc = new CRC32C();
            crc.update(Files.readAllBytes(file));
            lines.add(name + " " + Long.toHexString(crc.getValue()));
          } else if (name.endsWith(".sst")) {
            lines.add(name + " " + Files.size(file));
          }
        }
      }
    }
    Collections.sort(lines);
    return String.join("\n", lines) + "\n";
  }

  // -- emptying

  private Path gone() {
    return path.resolve("gone");
  }

  /** Deletes all but the lock. Whoever is stopped in between leaves no part of a database, which might be an older one. */
  void empty() throws IOException {
    deleteAll(gone());
    if (Files.exists(database())) {
      Files.move(database(), gone(), StandardCopyOption.ATOMIC_MOVE);
    }
    deleteAll(gone());
    deleteAll(large());
    Files.deleteIfExists(closedMark());
  }

  static void deleteAll(Path root) throws IOException {
    if (Files.exists(root)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(root)) {
        files = new ArrayList<>(walk.toList());
      }
      Collections.reverse(files);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes the folder itself, with all that is in it, and closes. */
  void destroy() throws IOException {
    empty();
    Files.deleteIfExists(openMark());
    Files.deleteIfExists(path.resolve("larder.lock"));
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // the channel's close lets it go as well
    }
    closeQuietly(lockFile);
  }
}
