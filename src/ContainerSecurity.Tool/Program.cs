using System.Text;
using ContainerSecurity.Tool;

// Console.Out writes every piece at once; a report is made of many.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 * 1024);
return CommandLine.Run(args, Console.In, output, Console.Error);
