package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that says whether a container is healthy: it is, where it ends with 0. */
public class HealthCheck extends OpenFields {
  @JsonPropertyDescription(
      "CMD and the command with its arguments, or CMD-SHELL and a line for the container's shell.")
  @Required
  @Size(min = 2, max = 100)
  private @Nullable List<String> command;

  @JsonPropertyDescription("Seconds from one check to the next, 5 to 300.")
  @Default("30")
  @Min(5)
  @Max(300)
  private @Nullable Integer interval;

  @JsonPropertyDescription("Seconds that a check may take, 2 to 120.")
  @Default("5")
  @Min(2)
  @Max(120)
  private @Nullable Integer timeout;

  @JsonPropertyDescription(
      "Failed checks in a row after which the container is unhealthy, 1 to 10.")
  @Default("3")
  @Min(1)
  @Max(10)
  private @Nullable Integer retries;

  @JsonPropertyDescription("Seconds after the start in which failed checks do not count, 0 to 300.")
  @Default("0")
  @Min(0)
  @Max(300)
  private @Nullable Integer startPeriod;

  /** Never null. */
  public List<String> getCommand() {
    return elements(command);
  }

  public void setCommand(@Nullable List<String> command) {
    this.command = command;
  }

  public int getInterval() {
    return interval == null ? 30 : interval;
  }

  public void setInterval(@Nullable Integer interval) {
    this.interval = interval;
  }

  public int getTimeout() {
    return timeout == null ? 5 : timeout;
  }

  public void setTimeout(@Nullable Integer timeout) {
    this.timeout = timeout;
  }

  public int getRetries() {
    return retries == null ? 3 : retries;
  }

  public void setRetries(@Nullable Integer retries) {
    this.retries = retries;
  }

  public int getStartPeriod() {
    return startPeriod == null ? 0 : startPeriod;
  }

  public void setStartPeriod(@Nullable Integer startPeriod) {
    this.startPeriod = startPeriod;
  }
}
