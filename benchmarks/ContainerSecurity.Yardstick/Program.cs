using ContainerSecurity.Yardstick;
using YamlDotNet.Core;

// What measurements need compiled ahead of time: with a folder, YamlDotNet's events of all its files, thrown away; without
// one, a program that does nothing; with "launch", the starter of programs that are measured.
if (args is ["launch", var processors, var output, var program, .. var arguments])
    return Launcher.Run(processors, output, program, arguments);
int events = 0;
foreach (string folder in args)
    foreach (string file in Directory.EnumerateFiles(folder, "*.yaml"))
    {
        using var reader = new StringReader(File.ReadAllText(file));
        var parser = new Parser(reader);
        while (parser.MoveNext())
            events++;
    }
if (events > 0)
    Console.WriteLine($"{events} events");
return 0;
