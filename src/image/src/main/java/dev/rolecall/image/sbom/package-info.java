/** Which parts an image is made of (CycloneDX). */
@NullMarked
package dev.rolecall.image.sbom;

import org.jspecify.annotations.NullMarked;
