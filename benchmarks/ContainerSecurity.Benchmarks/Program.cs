using BenchmarkDotNet.Running;
using ContainerSecurity.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ManifestBenchmarks).Assembly).Run(args);
