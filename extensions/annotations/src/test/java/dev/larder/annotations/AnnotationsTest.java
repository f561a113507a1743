package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What annotations do, in each container. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, unit = TimeUnit.SECONDS) // against a deadlock
class AnnotationsTest {
  private final Container container;
  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final CacheManager manager =
      provider.getCacheManager(URI.create("classpath:annotations.conf"), null);
  private final Shop shop;

  AnnotationsTest(Containers kind) {
    this.container = kind.start(
        manager,
        Shop.class,
        Tills.class,
        Tills.Register.class,
        Tills.Keys.class,
        Tills.Caches.class,
        Museum.class);
    this.shop = container.bean(Shop.class);
  }

  @AfterEach
  void closeAll() {
    container.close();
    provider.close();
  }

  private Cache<Object, Object> cache(String name) {
    return manager.getCache(name);
  }

  private static long size(Cache<?, ?> cache) {
    return cache.unwrap(LarderCache.class).size();
  }

  // -- results

  @Test
  void aResultIsKeptByTheParameters() {
    assertThat(shop.price("pea")).isEqualTo(3);
    assertThat(shop.price("pea")).isEqualTo(3);
    assertThat(shop.price("bean")).isEqualTo(4);
    assertThat(shop.runs()).isEqualTo(2);
  }

  @Test
  void aMarkedParameterMakesTheSameKeyAsAnOnlyOne() {
    shop.price("pea");
    assertThat(shop.priceIn("pea", new Object())).isEqualTo(3);
    assertThat(shop.runs()).isEqualTo(1);
  }

  @Test
  void arraysAndCollectionsAreComparedByWhatTheyContain() {
    int first = shop.total(new ArrayList<>(List.of("pea")), 1, 2);
    assertThat(shop.total(List.of("pea"), 1, 2)).isEqualTo(first);
    assertThat(shop.total(List.of("pea"), 1, 3)).isNotEqualTo(first);
  }

  @Test
  void noResultIsNotKept() {
    assertThat(shop.find("pea")).isNull();
    shop.store().put("pea", 3);
    assertThat(shop.find("pea")).isEqualTo(3);
    assertThat(shop.runs()).isEqualTo(2);
  }

  @Test
  void skipGetRunsTheMethodAndKeepsItsResult() {
    shop.price("pea");
    assertThat(shop.freshPrice("pea")).isEqualTo(2);
    assertThat(shop.price("pea")).isEqualTo(2);
  }

  @Test
  void aMissingCacheIsMadeAndBoundedByTheFile() {
    shop.price("pea");
    assertThat(cache("prices").unwrap(LarderCache.class).maximumSize()).isEqualTo(50);
  }

  @Test
  void aCacheThatWasDestroyedIsMadeAnew() {
    shop.price("pea");
    manager.destroyCache("prices");
    shop.price("pea");
    assertThat(shop.runs()).isEqualTo(2);
    assertThat(size(cache("prices"))).isEqualTo(1);
  }

  @Test
  void whatTheMethodThrowsReachesTheCallerAsItIs() {
    IllegalStateException closed = new IllegalStateException("closed");
    shop.work(article -> {
      throw closed;
    });
    assertThatThrownBy(() -> shop.price("pea")).isSameAs(closed);
    assertThatThrownBy(() -> shop.price("pea")).isSameAs(closed);
    assertThat(shop.runs()).isEqualTo(2);
  }

  // -- puts and removals

  @Test
  void putKeepsTheMarkedParameter() {
    shop.setPrice("pea", 7);
    assertThat(shop.price("pea")).isEqualTo(7);
    assertThat(shop.runs()).isZero();
  }

  @Test
  void putOfNothingRemoves() {
    shop.setPrice("pea", 7);
    shop.setPrice("pea", null);
    assertThat(shop.price("pea")).isEqualTo(3);
  }

  @Test
  void putAfterAnExceptionOnlyWhereToldTo() {
    assertThatThrownBy(() -> shop.trySetPrice("", 7, "pea", new IOException()))
        .isInstanceOf(IOException.class);
    assertThat(shop.price("pea")).isEqualTo(7);
    assertThatThrownBy(() -> shop.trySetPrice("", 8, "pea", new FileNotFoundException()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> shop.trySetPrice("", 8, "pea", new Exception()))
        .isInstanceOf(Exception.class);
    assertThat(shop.price("pea")).isEqualTo(7);
  }

  @Test
  void putBeforeTheMethodIsSeenByIt() {
    shop.work(article -> (int) size(cache("prices")));
    assertThat(shop.setPriceFirst("pea", 7)).isEqualTo(1);
  }

  @Test
  void removalComesAfterTheMethod() {
    shop.price("pea");
    shop.work(article -> {
      throw new IllegalStateException("still in stock");
    });
    assertThatThrownBy(() -> shop.forget("pea")).isInstanceOf(IllegalStateException.class);
    assertThat(size(cache("prices"))).isEqualTo(1);
    shop.work(String::length);
    shop.forget("pea");
    assertThat(size(cache("prices"))).isZero();
  }

  @Test
  void removalBeforeTheMethodHappensWhateverTheMethodDoes() {
    shop.price("pea");
    shop.work(article -> {
      throw new IllegalStateException("still in stock");
    });
    assertThatThrownBy(() -> shop.forgetFirst("pea")).isInstanceOf(IllegalStateException.class);
    assertThat(size(cache("prices"))).isZero();
  }

  @Test
  void removalAfterAnExceptionOnlyWhereToldTo() {
    shop.price("pea");
    assertThatThrownBy(() -> shop.forgetFor("pea", new Exception())).isInstanceOf(Exception.class);
    assertThat(size(cache("prices"))).isEqualTo(1);
    assertThatThrownBy(() -> shop.forgetFor("pea", new FileNotFoundException()))
        .isInstanceOf(IOException.class);
    assertThat(size(cache("prices"))).isZero();
  }

  @Test
  void removalAfterAPromiseComesWhenItIsKept() {
    shop.price("pea");
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> answer = shop.forgetLater("pea", done);
    assertThat(size(cache("prices"))).isEqualTo(1);
    done.complete(null);
    assertThat(answer).isCompleted();
    assertThat(size(cache("prices"))).isZero();
  }

  @Test
  void removalOfAllEmptiesTheCache() {
    shop.price("pea");
    shop.price("bean");
    assertThatThrownBy(() -> shop.forgetAllBut(new IOException())).isInstanceOf(IOException.class);
    assertThat(size(cache("prices"))).isEqualTo(2);
    assertThatThrownBy(() -> shop.forgetAllBut(new Exception())).isInstanceOf(Exception.class);
    assertThat(size(cache("prices"))).isZero();
    shop.price("pea");
    shop.forgetAll();
    assertThat(size(cache("prices"))).isZero();
  }

  // -- exceptions that are kept

  @Test
  void anExceptionIsKeptInItsCache() {
    assertThatThrownBy(() -> shop.risky("pea", new IOException("no")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> shop.risky("pea", null))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
    assertThat(shop.runs()).isEqualTo(1);
    cache("failures").removeAll();
    assertThatCode(() -> shop.risky("pea", null)).doesNotThrowAnyException();
    assertThat(shop.runs()).isEqualTo(2);
  }

  @Test
  void onlyTheExceptionsThatAreNamedAreKept() {
    assertThatThrownBy(() -> shop.choosy("a", new FileNotFoundException()));
    assertThatThrownBy(() -> shop.choosy("a", new Exception()));
    assertThat(size(cache("chosen-failures"))).isZero();
    assertThatThrownBy(() -> shop.choosy("a", new IOException()));
    assertThat(size(cache("chosen-failures"))).isEqualTo(1);
  }

  @Test
  void anExceptionThatCannotBeCopiedStillReachesTheCaller() {
    class Stubborn extends Exception {
      private static final long serialVersionUID = 1L;

      @SuppressWarnings({"serial", "unused"})
      final Object notSerializable = new Object();
    }
    assertThatThrownBy(() -> shop.risky("pea", new Stubborn()))
        .isInstanceOf(Stubborn.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
  }

  // -- promises

  @Test
  void aPromiseIsKeptByWhatItBrings() {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    CompletableFuture<Integer> first = shop.priceLater("pea", answer);
    CompletableFuture<Integer> second = shop.priceLater("pea", new CompletableFuture<>());
    assertThat(first).isNotDone();
    answer.complete(5);
    assertThat(first).isCompletedWithValue(5);
    assertThat(second).isCompletedWithValue(5);
    assertThat(shop.priceLater("pea", new CompletableFuture<>())).isCompletedWithValue(5);
    assertThat(shop.runs()).isEqualTo(1);
  }

  @Test
  void aPromiseThatFailedIsNotKept() {
    IOException failure = new IOException("no");
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    CompletableFuture<Integer> first = shop.priceLater("pea", answer);
    CompletableFuture<Integer> second = shop.priceLater("pea", new CompletableFuture<>());
    answer.completeExceptionally(failure);
    assertThat(first).isCompletedExceptionally();
    assertThatThrownBy(second::get).hasRootCause(failure);
    assertThat(shop.priceLater("pea", CompletableFuture.completedFuture(5)))
        .isCompletedWithValue(5);
    assertThat(shop.runs()).isEqualTo(2);
  }

  @Test
  void whoCancelsAPromiseCancelsNobodyElses() {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    CompletableFuture<Integer> first = shop.priceLater("pea", answer);
    CompletableFuture<Integer> second = shop.priceLater("pea", new CompletableFuture<>());
    first.cancel(true);
    answer.complete(5);
    assertThat(second).isCompletedWithValue(5);
  }

  @Test
  void aFailedPromiseIsKeptInAnExceptionCacheThatWasAskedFor() {
    shop.priceStage("pea", CompletableFuture.failedFuture(new IOException("no")));
    assertThat(shop.priceStage("pea", CompletableFuture.completedFuture(1)).toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(shop.runs()).isEqualTo(1);
  }

  // -- what the user brings

  @Test
  void t19_resolversAndGeneratorsOfKeysAreMadeByTheContainer() {
    Tills tills = container.bean(Tills.class);
    assertThat(tills.sum("pea", 1)).isEqualTo(1);
    assertThat(tills.sum("PEA", 2)).isEqualTo(1);
    Tills.Register register = container.bean(Tills.Register.class);
    assertThat(register.caches()).containsExactly("till", "till");
    assertThat(register.methods()).as("a method is read once").containsExactly("sum");
    assertThat(size(cache("till"))).isEqualTo(1);
  }

  @Test
  void aResolverCanSayWhereExceptionsAreKept() {
    Tills tills = container.bean(Tills.class);
    assertThatThrownBy(() -> tills.refund("pea", new IOException("no"))).hasMessage("no");
    assertThatThrownBy(() -> tills.refund("pea", new IOException("never"))).hasMessage("no");
    assertThat(container.bean(Tills.Register.class).methods())
        .containsExactly("refund", "failures of refund");
    assertThat(size(cache("till failures"))).isEqualTo(1);
  }

  @Test
  void anAnnotationOnTheClassIsOneOnItsMethods() {
    Museum museum = container.bean(Museum.class);
    assertThat(museum.visit("hall")).isEqualTo(1);
    assertThat(museum.visit("hall")).isEqualTo(1);
    museum.leave("hall");
    assertThat(museum.visit("hall")).isEqualTo(2);
    museum.dust();
    assertThat(manager.getCacheNames())
        .contains("dev.larder.annotations.Museum.visit(java.lang.String)")
        .doesNotContain("dev.larder.annotations.Museum.dust()");
  }
}
