package dev.larder.internal.disk;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierFactory;
import dev.larder.tier.TierSettings;
import java.util.Optional;
import org.rocksdb.RocksDB;

/** Brings {@code tier { type = disk }}. */
public final class DiskTierFactory implements TierFactory {
  @Override
  public String type() {
    return "disk";
  }

  @Override
  public void check(TierSettings settings) {
    DiskSettings.of(settings, "");
  }

  /** The engine is native code, which has to be there for this machine. */
  @Override
  public Optional<String> unavailable() {
    try {
      RocksDB.loadLibrary();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(
          "tiers of type disk need RocksDB's native library, which cannot be loaded here (" + e
              + "); use a machine that rocksdbjni is made for, with room for it in the folder for temporary files");
    }
  }

  /** Its folder is nobody else's. */
  @Override
  public boolean isPrivate(TierSettings settings) {
    return true;
  }

  @Override
  public Tier open(TierContext context) {
    return DiskTier.open(DiskSettings.of(context.settings(), context.cacheName()), context);
  }
}
