using BenchmarkDotNet.Running;
using ContainerSecurity.Benchmarks;

if (args is ["bare-parse", var folder])
    return BareYamlParse.Run(folder);
BenchmarkSwitcher.FromAssembly(typeof(ManifestBenchmarks).Assembly).Run(args);
return 0;
