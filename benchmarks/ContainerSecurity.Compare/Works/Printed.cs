using System.Globalization;

namespace ContainerSecurity.Compare.Works;

/// <summary>How a work tells what it measured: a line with a name and a number.</summary>
internal static class Printed
{
    public static void Value(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}"));
}
