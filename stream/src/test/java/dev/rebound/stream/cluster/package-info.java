/**
 * The job on a cluster of processes: brokers, JobManager and TaskManagers on this machine are killed while they read a history, and
 * what they tell is compared with a plain fold of it; with nobody killed it measures rates. Must not use classes of the
 * job itself but for the names of its topics. Start at {@link dev.rebound.stream.cluster.ClusterRun}.
 */
@NullMarked
package dev.rebound.stream.cluster;

import org.jspecify.annotations.NullMarked;
