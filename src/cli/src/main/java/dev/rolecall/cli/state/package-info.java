/** The state folder of the embedded default: its issuer, its keys, its tokens. */
@NullMarked
package dev.rolecall.cli.state;

import org.jspecify.annotations.NullMarked;
