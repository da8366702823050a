namespace ContainerSecurity.Cel.Parsing;

internal sealed partial class Parser
{
    private static readonly Expr[] NoArguments = [];

    private Expr Member(int negativeAt = -1)
    {
        Expr member = Primary(negativeAt);
        while (true)
        {
            if (token.Is("."))
                member = Selected(member);
            else if (token.Is("["))
            {
                int position = Advance();
                bool optional = Accept("?");
                Expr index = Expression();
                Expect("]");
                member = Bounded(new Call(position, optional ? Operators.OptionalIndex : Operators.Index, null, member, index));
            }
            else if (token.Is("{") && QualifiedName(member) is { } typeName)
                member = Struct(typeName, member.Position);
            else
                return member;
        }
    }

    private Expr Selected(Expr operand)
    {
        int dot = Advance();
        if (Accept("?"))
        {
            string optionalField = FieldName();
            return Bounded(new Call(dot, Operators.OptionalSelect, null, operand, new Literal(dot, CelValue.From(optionalField))));
        }
        bool quoted = token.Kind == TokenKind.QuotedIdentifier;
        string field = FieldName();
        if (quoted || !token.Is("("))
            return Bounded(new Select(dot, operand, field));
        int open = Advance();
        return Expand(open, field, operand, Arguments(")"));
    }

    private string FieldName()
    {
        if (token.Kind is not (TokenKind.Identifier or TokenKind.QuotedIdentifier))
            throw Unexpected("IDENTIFIER");
        string name = token.Text;
        Advance();
        return name;
    }

    private Expr Primary(int negativeAt)
    {
        Token token = this.token;
        switch (token.Kind)
        {
            case TokenKind.Int or TokenKind.Uint or TokenKind.Double:
                Advance();
                return new Literal(negativeAt < 0 ? token.Start : negativeAt, Lexer.Value(token, negativeAt >= 0));
            case TokenKind.String or TokenKind.Bytes:
                Advance();
                return new Literal(token.Start, token.Value);
            case TokenKind.True or TokenKind.False:
                Advance();
                return new Literal(token.Start, CelValue.From(token.Kind == TokenKind.True));
            case TokenKind.Null:
                Advance();
                return new Literal(token.Start, CelValue.Null);
            case TokenKind.Identifier:
                return Named("");
            case TokenKind.Symbol when token.Is("."):
                Advance();
                if (this.token.Kind != TokenKind.Identifier)
                    throw Unexpected("IDENTIFIER");
                return Named(".");
            case TokenKind.Symbol when token.Is("("):
                Advance();
                Expr inner = Expression();
                Expect(")");
                return inner;
            case TokenKind.Symbol when token.Is("["):
                return List();
            case TokenKind.Symbol when token.Is("{"):
                return Map();
            default:
                throw Unexpected("{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}");
        }
    }

    private Expr Named(string dot)
    {
        int start = token.Start;
        string word = token.Text;
        Advance();
        if (token.Is("("))
        {
            if (Reserved.Contains(word))
                throw new CelSyntaxException(start, $"reserved identifier: {word}");
            int open = Advance();
            return Expand(open, dot + word, null, Arguments(")"));
        }
        return Reserved.Contains(word) ? throw new CelSyntaxException(start, $"reserved identifier: {word}") : new Ident(start, dot + word);
    }

    private Expr[] Arguments(string close)
    {
        if (Accept(close))
            return NoArguments;
        var arguments = new List<Expr>(2);
        do
            arguments.Add(Expression());
        while (Accept(","));
        Expect(close);
        return [.. arguments];
    }

    private ListExpr List()
    {
        int start = Advance();
        var items = new List<Expr>();
        List<bool>? optional = null;
        while (!token.Is("]"))
        {
            if (Accept("?"))
            {
                optional ??= [.. Enumerable.Repeat(false, items.Count)];
                optional.Add(true);
            }
            else
                optional?.Add(false);
            items.Add(Expression());
            if (!Accept(","))
                break;
        }
        Expect("]");
        return Bounded(new ListExpr(start, [.. items], optional?.ToArray()));
    }

    private MapExpr Map()
    {
        int start = Advance();
        var entries = new List<EntryExpr>();
        while (!token.Is("}"))
        {
            bool optional = Accept("?");
            Expr key = Expression();
            int colon = Expect(":");
            entries.Add(new(colon, key, Expression(), optional));
            if (!Accept(","))
                break;
        }
        Expect("}");
        return Bounded(new MapExpr(start, [.. entries]));
    }

    private StructExpr Struct(string typeName, int start)
    {
        Advance();
        var fields = new List<FieldExpr>();
        while (!token.Is("}"))
        {
            bool optional = Accept("?");
            string name = FieldName();
            int colon = Expect(":");
            fields.Add(new(colon, name, Expression(), optional));
            if (!Accept(","))
                break;
        }
        Expect("}");
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
