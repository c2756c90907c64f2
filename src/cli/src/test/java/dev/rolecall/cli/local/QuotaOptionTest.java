package dev.rolecall.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.PolicyQuotas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class QuotaOptionTest {
  /** A command that takes quotas. */
  @Command(name = "any")
  static final class Any {
    @Mixin QuotaOption option;
  }

  @Test
  void changesTheQuotasThatAreGivenAndKeepsAwssOthers() {
    assertThat(quotas()).isEqualTo(PolicyQuotas.AWS_DEFAULTS);
    assertThat(quotas("--quota", "trust-policy=4096", "--quota=session-policy=3000"))
        .isEqualTo(
            PolicyQuotas.AWS_DEFAULTS.with("trust-policy", 4096).with("session-policy", 3000));
  }

  @ParameterizedTest
  @CsvSource({
    "trust=4096, there is no quota 'trust'",
    "trust-policy=0, must be from 1",
    "trust-policy=many, many",
    "trust-policy, trust-policy",
  })
  void refusesOthers(String given, String reason) {
    assertThatThrownBy(() -> quotas("--quota", given))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--quota")
        .hasMessageContaining(reason);
  }

  private static PolicyQuotas quotas(String... arguments) {
    Any command = new Any();
    new CommandLine(command).parseArgs(arguments);
    return command.option.quotas();
  }
}
