package io.steelyard.gateway.catalog;

/**
 * What people call one thing.
 *
 * @param chinese zh-CN
 * @param english en
 */
public record Names(String chinese, String english) {}
