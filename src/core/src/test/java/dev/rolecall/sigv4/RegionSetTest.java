package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionSetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1 | us-east-1 | true",
        "us-east-1 | us-east-2 | false",
        "us-east-1 | us-east-11 | false",
        "us-east-1,eu-west-1 | eu-west-1 | true",
        "us-east-1, eu-west-1 | eu-west-1 | true",
        "* | us-east-1 | true",
        "us-* | us-east-1 | true",
        "us-* | us- | true",
        "us-* | eu-west-1 | false",
        "*-1 | us-east-1 | true",
        "*-1 | us-east-2 | false",
        "us-*-1 | us-gov-west-1 | true",
        "us-*-1 | us-1 | false",
        "us-*west*1 | us-gov-west-1 | true",
        "us-*west*-1 | us-gov-west-2 | false",
        "*a*a* | a | false",
        "** | us-east-1 | true",
        "us-east-1* | us-east-1 | true",
        "aab*ab | aab | false",
        "eu-west-1,us-* | us-west-2 | true",
      })
  void coversARegion(String set, String region, boolean covered) {
    assertThat(RegionSet.parse(set).covers(region)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "us-east-1,", "US-EAST-1", "us_east_1", "us-east-?", "é"})
  void isNotWellFormed(String set) {
    assertThat(RegionSet.parse(set).isWellFormed()).isFalse();
    assertThat(RegionSet.parse(set).isOneRegion()).isFalse();
  }

  @Test
  void holdsRegionsInReason() {
    assertThat(RegionSet.parse("a,".repeat(63) + "a").isWellFormed()).isTrue();
    assertThat(RegionSet.parse("a,".repeat(64) + "a").isWellFormed()).isFalse();
    assertThat(RegionSet.parse("a".repeat(65)).isWellFormed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "us-*", "us-east-1,us-east-2"})
  void isMoreThanOneRegion(String set) {
    assertThat(RegionSet.parse(set).isWellFormed()).isTrue();
    assertThat(RegionSet.parse(set).isOneRegion()).isFalse();
  }
}
