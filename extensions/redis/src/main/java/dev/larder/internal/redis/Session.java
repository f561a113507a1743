package dev.larder.internal.redis;

import dev.larder.internal.redis.Scripts.Script;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its handshake to its end. Commands that are sent from one thread are carried out in that order; replies and
 * invalidations come in the order in which the server wrote them. Thread-safe.
 */
final class Session {
  private static final RedisCodec<byte[], byte[]> CODEC = ByteArrayCodec.INSTANCE;

  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final Duration timeout;

  /** Whether each command that touches entries has to be preceded by a wish to be told of changes. */
  private final boolean asksForTracking;

  Session(
      StatefulRedisConnection<byte[], byte[]> connection,
      Duration timeout,
      boolean asksForTracking) {
    this.connection = connection;
    this.timeout = timeout;
    this.asksForTracking = asksForTracking;
  }

  StatefulRedisConnection<byte[], byte[]> connection() {
    return connection;
  }

  /** Ends it, unless it has ended. What waits for a reply gets none. */
  void close() {
    if (connection.isOpen()) {
      var unused = connection.closeAsync();
    }
  }

  // -- sending: returns at once

  /** The values of several keys, null where there is none. */
  Future<List<byte @Nullable []>> values(Collection<byte[]> names) {
    return sendTracked(
        CommandType.MGET, new ValueListOutput<>(CODEC), arguments().addKeys(names));
  }

  /** Whether the server tells only of what it was asked to tell of. */
  boolean asksForTracking() {
    return asksForTracking;
  }

  /** The value of a key, null where there is none. The server is not asked to tell of its changes. */
  Future<byte @Nullable []> value(byte[] name) {
    return send(CommandType.GET, new ValueOutput<>(CODEC), arguments().addKey(name));
  }

  /** Sets it for ever. */
  Future<@Nullable String> set(byte[] name, byte[] value) {
    return set(name, value, 0, false);
  }

  /**
   * Sets it.
   *
   * @param millis how long it lives; 0: for ever
   * @param ifAbsent only where there is nothing, and else gives null
   */
  Future<@Nullable String> set(byte[] name, byte[] value, long millis, boolean ifAbsent) {
    CommandArgs<byte[], byte[]> arguments = arguments().addKey(name).addValue(value);
    if (millis > 0) {
      arguments.add(CommandKeyword.PX).add(millis);
    }
    if (ifAbsent) {
      arguments.add(CommandKeyword.NX);
    }
    return send(CommandType.SET, new StatusOutput<>(CODEC), arguments);
  }

  /** A script that gives a number. */
  Call<Long> number(Script script, List<byte[]> keys, byte[]... values) {
    return new Call<>(script, IntegerOutput::new, keys, values);
  }

  /** A script that gives bytes. */
  Call<byte @Nullable []> bytes(Script script, List<byte[]> keys, byte[]... values) {
    return new Call<>(script, ValueOutput::new, keys, values);
  }

  AsyncCommand<byte[], byte[], Long> delete(Collection<byte[]> names) {
    return send(CommandType.UNLINK, new IntegerOutput<>(CODEC), arguments().addKeys(names));
  }

  <T> AsyncCommand<byte[], byte[], T> send(
      CommandType type,
      CommandOutput<byte[], byte[], T> output,
      CommandArgs<byte[], byte[]> arguments) {
    AsyncCommand<byte[], byte[], T> command =
        new AsyncCommand<>(new Command<>(type, output, arguments));
    connection.dispatch(command);
    return command;
  }

  /** The server remembers what is read right after CLIENT CACHING YES: so both go out as one batch, which nothing comes between. */
  private <T> Future<T> sendTracked(
      CommandType type,
      CommandOutput<byte[], byte[], T> output,
      CommandArgs<byte[], byte[]> arguments) {
    if (!asksForTracking) {
      return send(type, output, arguments);
    }
    AsyncCommand<byte[], byte[], String> caching = new AsyncCommand<>(new Command<>(
        CommandType.CLIENT,
        new StatusOutput<>(CODEC),
        arguments().add("CACHING").add("YES")));
    AsyncCommand<byte[], byte[], T> command =
        new AsyncCommand<>(new Command<>(type, output, arguments));
    connection.dispatch(List.of(caching, command));
    return command;
  }

  static CommandArgs<byte[], byte[]> arguments() {
    return new CommandArgs<>(CODEC);
  }

  // -- waiting

  /** Waits for a reply, as long as a command may take. */
  <T> T await(Future<T> reply) throws Unreachable {
    return await(reply, timeout);
  }

  static <T> T await(Future<T> reply, Duration patience) throws Unreachable {
    try {
      return reply.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      reply.cancel(false);
      throw new Unreachable("no reply within " + patience.toMillis() + " ms", e);
    } catch (CancellationException | RedisException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while waiting for a reply", e);
    }
  }

  private static Unreachable failure(Throwable cause) {
    return new Unreachable(Unreachable.reason(cause), cause);
  }

  /** Whether the caller was interrupted, which is nothing that the server can be blamed for. */
  static boolean wasInterrupted(Unreachable failure) {
    return failure.getCause() instanceof InterruptedException
        || failure.getCause() instanceof RedisCommandInterruptedException;
  }

  /** A script that was sent. A server that was told to forget its scripts gets it once more, whole. */
  final class Call<T> {
    private final Script script;
    private final OutputOf<T> output;
    private final List<byte[]> keys;
    private final byte[][] values;
    private final Future<T> reply;

    private Call(Script script, OutputOf<T> output, List<byte[]> keys, byte[]... values) {
      this.script = script;
      this.output = output;
      this.keys = keys;
      this.values = values;
      this.reply = send(CommandType.EVALSHA);
    }

    private Future<T> send(CommandType how) {
      CommandArgs<byte[], byte[]> arguments =
          arguments().add(script.text(how)).add(keys.size()).addKeys(keys).addValues(values);
      return sendTracked(how, output.of(CODEC), arguments);
    }

    T await() throws Unreachable {
      return await(timeout);
    }

    T await(Duration patience) throws Unreachable {
      try {
        return Session.await(reply, patience);
      } catch (Unreachable e) {
        if (e.getCause() instanceof RedisNoScriptException) {
          return Session.await(send(CommandType.EVAL), patience);
        }
        throw e;
      }
    }
  }

  private interface OutputOf<T> {
    CommandOutput<byte[], byte[], T> of(RedisCodec<byte[], byte[]> codec);
  }
}
