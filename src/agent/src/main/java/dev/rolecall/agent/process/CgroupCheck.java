package dev.rolecall.agent.process;

/** Whether a process on the host's network must be in the control group of its token's pod. */
public enum CgroupCheck {
  /** Where the kernel tells control groups of sockets. */
  WHERE_TOLD,
  /** Always: where the kernel does not tell, there are no credentials. */
  REQUIRED,
  /** The token alone says which pod it is. */
  OFF;

  /**
   * As it is configured: {@code where-told}, {@code required} or {@code off}.
   *
   * @throws IllegalArgumentException what it must be
   */
  public static CgroupCheck of(String text) {
    return switch (text) {
      case "where-told" -> WHERE_TOLD;
      case "required" -> REQUIRED;
      case "off" -> OFF;
      default -> throw new IllegalArgumentException("must be where-told, required or off");
    };
  }
}
