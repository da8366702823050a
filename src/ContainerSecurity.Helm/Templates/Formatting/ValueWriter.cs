using System.Globalization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes one value by one verb.</summary>
internal static class ValueWriter
{
    private const string Nil = "<nil>";

    private const int DeepestNesting = 200;

    /// <summary>Writes a value; one that a verb does not fit is written as Go's complaint about it.</summary>
    public static void Write(TracedText.Builder output, GoValue value, char verb, FormatFlags flags)
    {
        if (value is UnknownValue)
        {
            output.Append(UnknownValue.Hole.ToString());
            return;
        }
        verb = verb == 'w' ? 'v' : verb;
        if (verb == 'v')
            flags = flags with { IsSharp = false, IsSource = flags.IsSharp, HasPlus = false };
        if (value.Kind is GoKind.Invalid or GoKind.Interface)
            output.Append(verb is 'v' or 'T' ? Padding.Pad(Nil, flags) : $"%!{verb}({Nil})");
        else if (verb == 'T')
            output.Append(Padding.Pad(value.Type.Name, flags));
        else
            Write(output, value, verb, flags, 0);
    }

    private static void Write(TracedText.Builder output, GoValue value, char verb, FormatFlags flags, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        switch (value)
        {
            case UnknownValue:
                output.Append(UnknownValue.Hole.ToString());
                break;
            case NilValue or Missing:
                output.Append(flags.IsSource ? "interface {}(nil)" : Nil);
                break;
            case BoolValue truth when verb is 't' or 'v':
                output.Append(Padding.Pad(truth.Value ? "true" : "false", flags), OriginOf(value));
                break;
            case IntegerValue integer when IntegerText.Write(integer, verb, flags) is { } written:
                output.Append(written, OriginOf(value));
                break;
            case FloatValue number when FloatText.Write(number.Value, verb, flags) is { } written:
                output.Append(written, OriginOf(value));
                break;
            case ComplexValue complex when verb == 'v':
                FormatFlags signed = flags with { HasPlus = true };
                output.Append($"({FloatText.Write(complex.Value.Real, 'v', flags)}{FloatText.Write(complex.Value.Imaginary, 'v', signed)}i)");
                break;
            case TextValue text when verb is 's' or 'v' && !flags.IsSource:
                Padding.Pad(output, text.Traced, flags);
                break;
            case TextValue text when StringText.Write(text.Text, verb, flags) is { } written:
                output.Append(written, OriginOf(value));
                break;
            case ListValue list when verb is 's' or 'q' or 'x' or 'X' && list.Type.Element == GoType.Uint8:
                Write(output, GoValue.Of(GoBytes.Text([.. list.Items.Select(i => (byte)((IntegerValue)i).Value)])), verb, flags, depth);
                break;
            case ListValue list:
                WriteList(output, list, verb, flags, depth);
                break;
            case MapValue map:
                WriteMap(output, map, verb, flags, depth);
                break;
            case ObjectValue thing when verb is 's' or 'v':
                Padding.Pad(output, thing.Print(), flags);
                break;
            case FunctionValue when verb is 'v' or 'p':
                output.Append("0x0");
                break;
            default:
                WriteBadVerb(output, value, verb, depth);
                break;
        }
    }

    private static void WriteList(TracedText.Builder output, ListValue list, char verb, FormatFlags flags, int depth)
    {
        if (flags.IsSource)
        {
            output.Append(list.Type.Name);
            if (list.IsNil)
            {
                output.Append("(nil)");
                return;
            }
        }
        output.Append(flags.IsSource ? "{" : "[");
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (i > 0)
                output.Append(flags.IsSource ? ", " : " ");
            if (flags.IsSource && list.Items[i] is IntegerValue { Kind: GoKind.Uint } unsigned)
                output.Append(string.Create(CultureInfo.InvariantCulture, $"0x{unsigned.Unsigned:x}"));
            else
                Write(output, list.Items[i], verb, flags, depth + 1);
        }
        output.Append(flags.IsSource ? "}" : "]");
    }

    private static void WriteMap(TracedText.Builder output, MapValue map, char verb, FormatFlags flags, int depth)
    {
        output.Append(flags.IsSource ? map.Type.Name : "map");
        if (flags.IsSource && map.IsNil)
        {
            output.Append("(nil)");
            return;
        }
        output.Append(flags.IsSource ? "{" : "[");
        bool isFirst = true;
        foreach (object key in map.SortedKeys())
        {
            if (!isFirst)
                output.Append(flags.IsSource ? ", " : " ");
            isFirst = false;
            Write(output, map.KeyValue(key), verb, flags, depth + 1);
            output.Append(":");
            Write(output, map[key]!, verb, flags, depth + 1);
        }
        output.Append(flags.IsSource ? "}" : "]");
    }

    private static void WriteBadVerb(TracedText.Builder output, GoValue value, char verb, int depth)
    {
        output.Append($"%!{verb}({value.Type.Name}=");
        Write(output, value, 'v', default, depth + 1);
        output.Append(")");
    }

    private static Trace? OriginOf(GoValue value) => value.Origin is { } origin ? new Trace(0, null, origin, IsExact: false) : null;
}
