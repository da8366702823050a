using BenchmarkDotNet.Running;
using ContainerSecurity.Benchmarks;

if (args is ["secrets", var texts])
    return SecretBenchmarks.Run(texts);
BenchmarkSwitcher.FromAssembly(typeof(ManifestBenchmarks).Assembly).Run(args);
return 0;
