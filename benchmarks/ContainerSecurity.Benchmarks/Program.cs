using BenchmarkDotNet.Running;
using ContainerSecurity.Benchmarks;

switch (args)
{
    case ["yaml", var folder]:
        return YamlBenchmarks.Run(folder);
    case ["fuzz-yaml", var count, var seed, .. var folders]:
        return YamlFuzzing.Run(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture), folders);
    case ["secrets", var texts]:
        return SecretBenchmarks.Run(texts);
    case ["audit", var log]:
        return AuditBenchmarks.Run(log);
    case ["generate-audit", var file, var megabytes, var body]:
        return AuditBenchmarks.WriteFile(file, int.Parse(megabytes, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(body, System.Globalization.CultureInfo.InvariantCulture));
    case ["approvals", var count]:
        await ApprovalChains.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false);
        return 0;
    case ["read-layers", var location]:
        await LayerReading.RunAsync(location).ConfigureAwait(false);
        return 0;
    case ["scan-image", var location]:
        await LayerReading.ScanAsync(location).ConfigureAwait(false);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ManifestBenchmarks).Assembly).Run(args);
        return 0;
}
