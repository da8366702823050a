using System.Text;
using ContainerSecurity.Tool;
using ContainerSecurity.Tool.Start;

HandOver.Take(args);
// Console.Out writes every piece at once; a report is made of many.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 * 1024);
// Console.In would decode what is no UTF-8 without a word.
using var input = new StreamReader(Console.OpenStandardInput());
// Console.Error would make the terminal ready to read keys, with its description and a thread for its signals; only Windows needs it, for its code pages.
using TextWriter error = OperatingSystem.IsWindows()
    ? Console.Error
    : TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true });
return CommandLine.Run(args, new Terminal(input, output, error) { ShowsProgress = !Console.IsErrorRedirected && !Console.IsOutputRedirected });
