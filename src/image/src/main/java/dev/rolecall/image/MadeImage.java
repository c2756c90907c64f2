package dev.rolecall.image;

import dev.rolecall.image.program.StagedProgram;
import java.nio.file.Path;

/**
 * An image that was made.
 *
 * @param name with its tag
 * @param id {@code sha256:...}
 * @param program as it is in the image
 */
public record MadeImage(String name, Path archive, String id, StagedProgram program) {}
