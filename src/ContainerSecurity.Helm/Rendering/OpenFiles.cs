using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Prepares files and values for unknown values.</summary>
internal static class OpenFiles
{
    private const int DeepestNesting = 500;

    /// <summary>A file whose text can hold no hole: where one stands already, the sign for an unknown character does.</summary>
    public static ChartFile WithoutHoles(ChartFile file)
    {
        ReadOnlySpan<byte> hole = [0xEF, 0xB7, 0x90];
        if (file.Data.AsSpan().IndexOf(hole) < 0)
            return file;
        byte[] data = [.. file.Data];
        for (int at = data.AsSpan().IndexOf(hole); at >= 0; at = data.AsSpan().IndexOf(hole))
            (data[at], data[at + 1], data[at + 2]) = (0xEF, 0xBF, 0xBD);
        return file with { Data = data };
    }

    /// <summary>Lets what is absent in values be unknown, since a user may give it.</summary>
    public static void MarkOpen(GoValue value, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"values are nested deeper than {DeepestNesting} levels");
        if (value is MapValue map)
        {
            map.IsOpen = true;
            foreach (object key in map.SortedKeys())
                MarkOpen(map[key]!, depth + 1);
        }
        else if (value is ListValue list)
        {
            foreach (GoValue item in list.Items)
                MarkOpen(item, depth + 1);
        }
    }
}
