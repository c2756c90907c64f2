package dev.rolecall.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod, as its node says.
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
public record ContainerStatus(
    String name,
    String image,
    String imageId,
    String id,
    @Nullable Instant started,
    @Nullable Instant finished,
    @Nullable Integer exitCode,
    int restarts,
    @Nullable Double cpuLimit,
    @Nullable Long memoryLimit) {}
