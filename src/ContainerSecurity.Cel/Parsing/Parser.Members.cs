namespace ContainerSecurity.Cel.Parsing;

internal sealed partial class Parser
{
    private static readonly Expr[] NoArguments = [];

    private Expr Member(int negativeAt = -1)
    {
        Expr member = Primary(negativeAt);
        while (true)
        {
            if (lexer.Symbol == '.')
                member = Selected(member);
            else if (lexer.Symbol == '[')
            {
                int position = Advance();
                bool optional = Accept('?');
                Expr index = Expression();
                Expect(']');
                member = Bounded(new Call(position, optional ? Operators.OptionalIndex : Operators.Index, null, member, index));
            }
            else if (lexer.Symbol == '{' && QualifiedName(member) is { } typeName)
                member = Struct(typeName, member.Position);
            else
                return member;
        }
    }

    private Expr Selected(Expr operand)
    {
        int dot = Advance();
        if (Accept('?'))
        {
            string optionalField = FieldName();
            return Bounded(new Call(dot, Operators.OptionalSelect, null, operand, new Literal(dot, CelValue.From(optionalField))));
        }
        bool quoted = lexer.Kind == TokenKind.QuotedIdentifier;
        string field = FieldName();
        if (quoted || lexer.Symbol != '(')
            return Bounded(new Select(dot, operand, field));
        int at = Advance();
        return Expand(at, field, operand, Arguments(')'));
    }

    private string FieldName()
    {
        if (lexer.Kind is not (TokenKind.Identifier or TokenKind.QuotedIdentifier))
            throw Unexpected("IDENTIFIER");
        string name = lexer.Text;
        Advance();
        return name;
    }

    private Expr Primary(int negativeAt)
    {
        int start = lexer.Start;
        TokenKind kind = lexer.Kind;
        switch (kind)
        {
            case TokenKind.Int or TokenKind.Uint or TokenKind.Double:
                var number = new Token(kind, start, lexer.Text);
                Advance();
                return new Literal(negativeAt < 0 ? start : negativeAt, Lexer.NumberOf(number, negativeAt >= 0));
            case TokenKind.String or TokenKind.Bytes:
                CelValue value = lexer.Value;
                Advance();
                return new Literal(start, value);
            case TokenKind.True or TokenKind.False:
                Advance();
                return new Literal(start, CelValue.From(kind == TokenKind.True));
            case TokenKind.Null:
                Advance();
                return new Literal(start, CelValue.Null);
            case TokenKind.Identifier:
                return Named("");
            case TokenKind.Symbol when lexer.Symbol == '.':
                Advance();
                if (lexer.Kind != TokenKind.Identifier)
                    throw Unexpected("IDENTIFIER");
                return Named(".");
            case TokenKind.Symbol when lexer.Symbol == '(':
                Advance();
                Expr inner = Expression();
                Expect(')');
                return inner;
            case TokenKind.Symbol when lexer.Symbol == '[':
                return List();
            case TokenKind.Symbol when lexer.Symbol == '{':
                return Map();
            default:
                throw Unexpected("{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}");
        }
    }

    private Expr Named(string dot)
    {
        int start = lexer.Start;
        string word = lexer.Text;
        Advance();
        if (lexer.Symbol == '(')
        {
            if (IsReserved(word))
                throw new CelSyntaxException(start, $"reserved identifier: {word}");
            int at = Advance();
            return Expand(at, dot.Length == 0 ? word : dot + word, null, Arguments(')'));
        }
        return IsReserved(word) ? throw new CelSyntaxException(start, $"reserved identifier: {word}") : new Ident(start, dot.Length == 0 ? word : dot + word);
    }

    private Expr[] Arguments(char close)
    {
        if (Accept(close))
            return NoArguments;
        int first = open.Count;
        do
            open.Add(Expression());
        while (Accept(','));
        Expect(close);
        return Taken(first);
    }

    /// <summary>Takes what was read since a place out of what is open.</summary>
    private Expr[] Taken(int first)
    {
        var taken = new Expr[open.Count - first];
        open.CopyTo(first, taken, 0, taken.Length);
        open.RemoveRange(first, taken.Length);
        return taken;
    }

    private Expr List()
    {
        int start = Advance();
        int first = open.Count;
        List<bool>? optional = null;
        while (lexer.Symbol != ']')
        {
            if (Accept('?'))
            {
                optional ??= [.. Enumerable.Repeat(false, open.Count - first)];
                optional.Add(true);
            }
            else
                optional?.Add(false);
            open.Add(Expression());
            if (!Accept(','))
                break;
        }
        Expect(']');
        return Bounded(new ListExpr(start, Taken(first), optional?.ToArray()));
    }

    private Expr Map()
    {
        int start = Advance();
        var entries = new List<EntryExpr>();
        while (lexer.Symbol != '}')
        {
            bool optional = Accept('?');
            Expr key = Expression();
            int colon = Expect(':');
            entries.Add(new(colon, key, Expression(), optional));
            if (!Accept(','))
                break;
        }
        Expect('}');
        return Bounded(new MapExpr(start, [.. entries]));
    }

    private Expr Struct(string typeName, int start)
    {
        Advance();
        var fields = new List<FieldExpr>();
        while (lexer.Symbol != '}')
        {
            bool optional = Accept('?');
            string name = FieldName();
            int colon = Expect(':');
            fields.Add(new(colon, name, Expression(), optional));
            if (!Accept(','))
                break;
        }
        Expect('}');
        return Bounded(new StructExpr(start, typeName, [.. fields]));
    }

    private static string? QualifiedName(Expr expression) => expression switch
    {
        Ident ident => ident.Name,
        Select { TestOnly: false } select when QualifiedName(select.Operand) is { } prefix => prefix + "." + select.Field,
        _ => null,
    };

    private Expr Expand(int position, string function, Expr? target, Expr[] arguments)
    {
        var call = new Call(position, function, target, arguments);
        if (this.macros.TryGetValue(function, out Macro[]? macros))
        {
            foreach (Macro macro in macros)
            {
                if (macro.Fits(target, arguments.Length) && macro.Expand(call) is { } expanded)
                {
                    if (!ReferenceEquals(expanded, call))
                        expanded.Macro = call;
                    return Bounded(expanded);
                }
            }
        }
        return Bounded(call);
    }
}
