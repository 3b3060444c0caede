package io.steelyard.gateway.link;

/**
 * A request that a device must be sent to make it speak.
 *
 * @param request the bytes
 * @param everyNanos from one request to the next
 */
public record Poll(byte[] request, long everyNanos) {}
