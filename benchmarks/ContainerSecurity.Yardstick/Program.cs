using YamlDotNet.Core;

// What a scan is measured against: with a folder, YamlDotNet's events of all its files, thrown away; without one, a program that does nothing.
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
