package dev.larder;

import javax.cache.configuration.MutableConfiguration;

/** The ways a write can take: one short step of the core's, or under a hold, because user code has a say. All must do the same. */
enum Way {
  DIRECT {
    @Override
    void take(MutableConfiguration<String, String> configuration) {}
  },
  LISTENER {
    @Override
    void take(MutableConfiguration<String, String> configuration) {
      configuration.addCacheEntryListenerConfiguration(
          new EventLog<String, String>().synchronous());
    }
  },
  WRITER {
    @Override
    void take(MutableConfiguration<String, String> configuration) {
      new Store().writeThrough(configuration);
    }
  },
  POLICY {
    @Override
    void take(MutableConfiguration<String, String> configuration) {
      configuration.setExpiryPolicyFactory(CountingPolicy::new);
    }
  };

  abstract void take(MutableConfiguration<String, String> configuration);
}
