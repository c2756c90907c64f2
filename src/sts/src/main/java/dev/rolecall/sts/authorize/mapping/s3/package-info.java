/** The mapping of S3's REST API, path style and virtual-hosted style. */
@NullMarked
package dev.rolecall.sts.authorize.mapping.s3;

import org.jspecify.annotations.NullMarked;
