/** The job that launchd runs. */
package dev.kith.agent.launchd;
