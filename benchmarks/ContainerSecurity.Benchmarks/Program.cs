using BenchmarkDotNet.Running;
using ContainerSecurity.Benchmarks;

if (args is ["read-layers", var location])
    await LayerReading.RunAsync(location).ConfigureAwait(false);
else
    BenchmarkSwitcher.FromAssembly(typeof(ManifestBenchmarks).Assembly).Run(args);
