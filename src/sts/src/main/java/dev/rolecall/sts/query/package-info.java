/** The AWS Query protocol of STS: decoding, validation, XML. */
@NullMarked
package dev.rolecall.sts.query;

import org.jspecify.annotations.NullMarked;
