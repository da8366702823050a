using System.Diagnostics;
using YamlDotNet.Core;

namespace ContainerSecurity.Benchmarks;

/// <summary>The yardstick of a scan: YamlDotNet's events of all files of a folder, thrown away.</summary>
internal static class BareYamlParse
{
    public static int Run(string folder)
    {
        int events = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.yaml"))
        {
            using var reader = new StringReader(File.ReadAllText(file));
            var parser = new Parser(reader);
            while (parser.MoveNext())
                events++;
        }
        Console.WriteLine($"{events} events, {Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds:0} ms of processor time");
        return 0;
    }
}
