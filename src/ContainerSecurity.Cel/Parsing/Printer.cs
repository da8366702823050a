using System.Globalization;
using System.Text;

namespace ContainerSecurity.Cel.Parsing;

/// <summary>Writes a syntax tree as text that parses to the same tree.</summary>
internal sealed class Printer
{
    private const int ConditionalLevel = 0;
    private const int UnaryLevel = 6;
    private const int MemberLevel = 7;

    private readonly StringBuilder text = new();

    public static string Print(Expr expression)
    {
        var printer = new Printer();
        printer.Write(expression);
        return printer.text.ToString();
    }

    private void Write(Expr expression)
    {
        if (expression.Macro is { } macro)
        {
            WriteCall(macro);
            return;
        }
        switch (expression)
        {
            case Literal literal: text.Append(LiteralText.Of(literal.Value)); break;
            case Ident ident: text.Append(ident.Name); break;
            case Select select:
                text.Append(select.TestOnly ? "has(" : "");
                WriteAt(select.Operand, MemberLevel);
                text.Append('.').Append(Field(select.Field)).Append(select.TestOnly ? ")" : "");
                break;
            case Call call: WriteCall(call); break;
            case ListExpr list:
                text.Append('[');
                for (int i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(list.Optional?[i] == true ? "?" : "");
                    Write(list.Items[i]);
                }
                text.Append(']');
                break;
            case MapExpr map:
                text.Append('{');
                for (int i = 0; i < map.Entries.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(map.Entries[i].Optional ? "?" : "");
                    Write(map.Entries[i].Key);
                    text.Append(": ");
                    Write(map.Entries[i].Value);
                }
                text.Append('}');
                break;
            case StructExpr message:
                text.Append(message.TypeName).Append('{');
                for (int i = 0; i < message.Fields.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(message.Fields[i].Optional ? "?" : "").Append(Field(message.Fields[i].Name)).Append(": ");
                    Write(message.Fields[i].Value);
                }
                text.Append('}');
                break;
        }
    }

    private void WriteCall(Call call)
    {
        if (call.Function == Operators.Conditional)
        {
            WriteAt(call.Arguments[0], ConditionalLevel + 1);
            text.Append(" ? ");
            WriteAt(call.Arguments[1], ConditionalLevel + 1);
            text.Append(" : ");
            Write(call.Arguments[2]);
        }
        else if (Operators.Binary(call.Function) is { } binary)
        {
            bool logical = call.Function is Operators.And or Operators.Or;
            WriteAt(call.Arguments[0], binary.Precedence);
            text.Append(' ').Append(binary.Symbol).Append(' ');
            WriteAt(call.Arguments[1], logical ? binary.Precedence : binary.Precedence + 1);
        }
        else if (call.Function is Operators.Not or Operators.Negate)
        {
            int start = text.Append(call.Function[0]).Length;
            WriteAt(call.Arguments[0], MemberLevel);
            // A minus before digits would become part of the number.
            if (call.Function == Operators.Negate && text[start] is (>= '0' and <= '9') or '-')
                text.Insert(start, '(').Append(')');
        }
        else if (call.Function is Operators.Index or Operators.OptionalIndex)
        {
            WriteAt(call.Arguments[0], MemberLevel);
            text.Append(call.Function == Operators.Index ? "[" : "[?");
            Write(call.Arguments[1]);
            text.Append(']');
        }
        else if (call.Function == Operators.OptionalSelect)
        {
            WriteAt(call.Arguments[0], MemberLevel);
            text.Append(".?").Append(Field(((Literal)call.Arguments[1]).Value.AsString()));
        }
        else
            WriteFunction(call);
    }

    private void WriteFunction(Call call)
    {
        if (call.Target is not null)
        {
            WriteAt(call.Target, MemberLevel);
            text.Append('.');
        }
        text.Append(call.Function).Append('(');
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Write(call.Arguments[i]);
        }
        text.Append(')');
    }

    private void WriteAt(Expr expression, int level)
    {
        bool parentheses = Level(expression) < level;
        text.Append(parentheses ? "(" : "");
        Write(expression);
        text.Append(parentheses ? ")" : "");
    }

    private static int Level(Expr expression) => expression switch
    {
        { Macro: not null } => MemberLevel,
        Call { Function: Operators.Conditional } => ConditionalLevel,
        Call { Function: Operators.Not or Operators.Negate } => UnaryLevel,
        Call call when Operators.Binary(call.Function) is { } binary => binary.Precedence,
        _ => MemberLevel,
    };

    private static string Field(string name)
    {
        bool simple = name.Length > 0 && name[0] is not (>= '0' and <= '9') && name is not ("true" or "false" or "null" or "in");
        foreach (char c in name)
            simple &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
        return simple ? name : "`" + name + "`";
    }
}

/// <summary>Literals as text.</summary>
internal static class LiteralText
{
    public static string Of(CelValue value) => value.Kind switch
    {
        CelKind.String => Quote(value.AsString()),
        CelKind.Bytes => "b" + Quote(((CelBytes)value.Reference!).Content),
        CelKind.Uint => value.UintBits.ToString(CultureInfo.InvariantCulture) + "u",
        CelKind.Double => Double(value.DoubleBits),
        _ => value.ToString(),
    };

    private static string Double(double value)
    {
        string text = ValueText.OfDouble(value);
        return text.IndexOf('.') >= 0 || text.IndexOf('e') >= 0 ? text : text + ".0";
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            int simple = "\a\b\f\n\r\t\v\\\"".IndexOf(c);
            if (simple >= 0)
                text.Append('\\').Append("abfnrtv\\\""[simple]);
            else if (c < ' ' || c == '\x7f')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
        return text.Append('"').ToString();
    }

    private static string Quote(byte[] value)
    {
        var text = new StringBuilder("\"");
        foreach (byte b in value)
        {
            if (b is < 0x20 or >= 0x7f or (byte)'"' or (byte)'\\')
                text.Append("\\x").Append(b.ToString("x2", CultureInfo.InvariantCulture));
            else
                text.Append((char)b);
        }
        return text.Append('"').ToString();
    }
}
