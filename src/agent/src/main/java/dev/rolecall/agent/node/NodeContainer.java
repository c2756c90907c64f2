package dev.rolecall.agent.node;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A container of a pod, as its status has it.
 *
 * @param image as the pod names it
 * @param imageId the image's digest, as the runtime names it; empty until it was pulled
 * @param id the runtime's, without the runtime's name; empty until it was made
 * @param started when it last started
 * @param finished when it last ended, where it does not run
 * @param exitCode likewise
 * @param restarts how often it was started again
 * @param cpuLimit in CPUs
 * @param memoryLimit in bytes
 */
public record NodeContainer(
    String name,
    String image,
    String imageId,
    String id,
    Optional<Instant> started,
    Optional<Instant> finished,
    OptionalLong exitCode,
    int restarts,
    OptionalDouble cpuLimit,
    OptionalLong memoryLimit) {}
