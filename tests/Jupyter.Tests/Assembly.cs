// Kernels are measured, and each takes the processors for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
