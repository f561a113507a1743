package dev.larder.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import io.lettuce.core.protocol.CommandType;
import java.util.List;

/**
 * What runs on the server. Each script is one step among all JVMs.
 *
 * <p>{@code KEYS[1]} is the generation, {@code KEYS[2]} the entry. Strings count from 1: format 1, generation 2-9, version 10-17, created
 * 18-25, expires 26-33. An entry of another generation than the cache's was cleared, and so is not there.
 */
final class Scripts {
  private static final String LIVE = """
      local generation = redis.call('GET', KEYS[1])
      local function version()
        local header = redis.call('GETRANGE', KEYS[2], 0, 32)
        if #header < 33 or not generation then return nil end
        if string.byte(header, 1) ~= 1 or string.sub(header, 2, 9) ~= generation then return nil end
        return string.sub(header, 10, 17)
      end
      """;

  /** ARGV: a generation if there is none. Gives the cache's. */
  static final Script GENERATION = new Script("""
          redis.call('SET', KEYS[1], ARGV[1], 'NX')
          return redis.call('GET', KEYS[1])
          """);

  /**
   * ARGV: a generation if there is none, what to store from the version on, milliseconds to live or 0, 'any', 'absent' or the version that
   * is expected. Gives 1, or 0 for a conflict. The EXISTS at the end makes a server that remembers reads remember this one.
   */
  static final Script WRITE = new Script(LIVE + """
              local there = version()
              if ARGV[4] == 'absent' then
                if there then return 0 end
              elseif ARGV[4] ~= 'any' and there ~= ARGV[4] then
                return 0
              end
              if not generation then
                generation = ARGV[1]
                redis.call('SET', KEYS[1], generation)
              end
              local stored = string.char(1) .. generation .. ARGV[2]
              if ARGV[3] == '0' then
                redis.call('SET', KEYS[2], stored)
              else
                redis.call('SET', KEYS[2], stored, 'PX', ARGV[3])
              end
              redis.call('EXISTS', KEYS[2])
              return 1
              """);

  /** ARGV: 'any' or the version that is expected. Gives 1 if there was something, and it was removed. */
  static final Script REMOVE = new Script(LIVE + """
              local there = version()
              if not there or (ARGV[1] ~= 'any' and there ~= ARGV[1]) then return 0 end
              redis.call('UNLINK', KEYS[2])
              return 1
              """);

  /** ARGV: the version that is expected, the new deadline's bytes, milliseconds to live or 0. Gives 1, or 0 for a conflict. EXISTS as in {@link #WRITE}. */
  static final Script TOUCH = new Script(LIVE + """
              if version() ~= ARGV[1] then return 0 end
              redis.call('SETRANGE', KEYS[2], 25, ARGV[2])
              if ARGV[3] == '0' then
                redis.call('PERSIST', KEYS[2])
              else
                redis.call('PEXPIRE', KEYS[2], ARGV[3])
              end
              redis.call('EXISTS', KEYS[2])
              return 1
              """);

  /** KEYS from 2 on: entries. Deletes those that were cleared. Gives how many of them are still there. */
  static final Script SWEEP = new Script("""
          local generation = redis.call('GET', KEYS[1])
          local live = 0
          for i = 2, #KEYS do
            if generation and redis.call('GETRANGE', KEYS[i], 1, 8) == generation then
              live = live + 1
            else
              redis.call('UNLINK', KEYS[i])
            end
          end
          return live
          """);

  /** KEYS[1]: the lease. ARGV: whose it is. Ends it if it still is. */
  static final Script END_LEASE = new Script(
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0");

  /** What a session makes known to the server before it is used. */
  static final List<Script> ALL = List.of(GENERATION, WRITE, REMOVE, TOUCH, SWEEP, END_LEASE);

  private Scripts() {}

  /** One of them, known to the server by its digest. */
  static final class Script {
    final String source;
    final String digest;

    private Script(String source) {
      this.source = source;
      this.digest = Base16.digest(source.getBytes(UTF_8));
    }

    String text(CommandType type) {
      return type == CommandType.EVALSHA ? digest : source;
    }
  }
}
