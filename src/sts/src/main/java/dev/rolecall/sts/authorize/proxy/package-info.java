/** Decisions for proxies in front of services: nginx's auth_request, Envoy's ext_authz. */
@NullMarked
package dev.rolecall.sts.authorize.proxy;

import org.jspecify.annotations.NullMarked;
