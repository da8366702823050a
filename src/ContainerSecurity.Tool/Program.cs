using System.Text;
using ContainerSecurity.Tool;

// Console.Out writes every piece at once; a report is made of many.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 * 1024);
// Console.In would decode what is no UTF-8 without a word.
using var input = new StreamReader(Console.OpenStandardInput());
return CommandLine.Run(args, input, output, Console.Error);
