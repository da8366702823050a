namespace ContainerSecurity.Cel.Parsing;

/// <summary>Reads an expression by recursive descent.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> Reserved =
        [
            "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
            "namespace", "return", "var", "void", "while"
        ];

    private readonly Lexer lexer;
    private readonly ParserLimits limits;
    private readonly IReadOnlyDictionary<string, Macro[]> macros;
    private Token token;
    private int nesting;

    private Parser(string text, ParserLimits limits, IReadOnlyDictionary<string, Macro[]> macros)
    {
        lexer = new Lexer(text, limits.HasQuotedNames);
        this.limits = limits;
        this.macros = macros;
        token = lexer.Next();
    }

    /// <exception cref="CelSyntaxException">The text is not an expression, or exceeds a limit.</exception>
    public static Expr Parse(string text, ParserLimits limits, IReadOnlyDictionary<string, Macro[]> macros)
    {
        if (text.Length > limits.MaxLength && CodePoints.Count(text) is var size && size > limits.MaxLength)
            throw new CelSyntaxException(0, $"expression code point size exceeds limit: size: {size}, limit {limits.MaxLength}");
        var parser = new Parser(text, limits, macros);
        Expr expression = parser.Expression();
        if (parser.token.Kind != TokenKind.End)
            throw parser.Unexpected("<EOF>");
        return expression;
    }

    private Expr Expression()
    {
        if (++nesting > limits.MaxNesting)
            throw new CelSyntaxException(token.Start, $"expression recursion limit exceeded: {limits.MaxNesting}");
        Expr condition = Or();
        if (token.Is("?"))
        {
            int position = Advance();
            Expr then = Or();
            Expect(":");
            condition = Bounded(new Call(position, Operators.Conditional, null, condition, then, Expression()));
        }
        nesting--;
        return condition;
    }

    private Expr Or() => Logical(Operators.Or, "||", static p => p.And());

    private Expr And() => Logical(Operators.And, "&&", static p => p.Relation());

    private Expr Logical(string function, string symbol, Func<Parser, Expr> operand)
    {
        Expr first = operand(this);
        if (!token.Is(symbol))
            return first;
        var terms = new List<Expr>();
        var positions = new List<int>();
        Flatten(function, first, terms, positions);
        while (token.Is(symbol))
        {
            positions.Add(Advance());
            Flatten(function, operand(this), terms, positions);
        }
        return Balanced(function, terms, positions, 0, terms.Count - 1);
    }

    private static void Flatten(string function, Expr term, List<Expr> terms, List<int> positions)
    {
        if (term is Call { Macro: null } call && call.Function == function)
        {
            Flatten(function, call.Arguments[0], terms, positions);
            positions.Add(call.Position);
            Flatten(function, call.Arguments[1], terms, positions);
        }
        else
            terms.Add(term);
    }

    // A long chain becomes a shallow tree: the order of evaluation is the same.
    private Expr Balanced(string function, List<Expr> terms, List<int> positions, int first, int last)
    {
        if (first == last)
            return terms[first];
        int middle = (first + last) / 2;
        return Bounded(new Call(positions[middle], function, null,
            Balanced(function, terms, positions, first, middle), Balanced(function, terms, positions, middle + 1, last)));
    }

    private Expr Relation()
    {
        Expr left = Sum();
        while (RelationOperator() is { } function)
        {
            int position = Advance();
            left = Bounded(new Call(position, function, null, left, Sum()));
        }
        return left;
    }

    private string? RelationOperator()
    {
        if (token.Kind == TokenKind.In)
            return Operators.In;
        return token.Kind != TokenKind.Symbol ? null : token.Text switch
        {
            "<" => Operators.Less,
            "<=" => Operators.LessOrEqual,
            ">" => Operators.Greater,
            ">=" => Operators.GreaterOrEqual,
            "==" => Operators.Equal,
            "!=" => Operators.NotEqual,
            _ => null,
        };
    }

    private Expr Sum()
    {
        Expr left = Product();
        while (token.Is("+") || token.Is("-"))
        {
            string function = token.Is("+") ? Operators.Add : Operators.Subtract;
            int position = Advance();
            left = Bounded(new Call(position, function, null, left, Product()));
        }
        return left;
    }

    private Expr Product()
    {
        Expr left = Unary();
        while (token.Kind == TokenKind.Symbol && token.Text is "*" or "/" or "%")
        {
            string function = token.Text switch { "*" => Operators.Multiply, "/" => Operators.Divide, _ => Operators.Modulo };
            int position = Advance();
            left = Bounded(new Call(position, function, null, left, Unary()));
        }
        return left;
    }

    private Expr Unary()
    {
        if (token.Is("!"))
        {
            int position = token.Start, count = 0;
            for (; token.Is("!"); count++)
                Advance();
            Expr operand = Member();
            return count % 2 == 0 ? operand : Bounded(new Call(position, Operators.Not, null, operand));
        }
        if (token.Is("-"))
        {
            int position = token.Start, count = 0;
            for (; token.Is("-"); count++)
                position = Advance();
            bool signed = token.Kind is TokenKind.Int or TokenKind.Double;
            Expr operand = Member(negativeAt: signed ? position : -1);
            return (signed ? count - 1 : count) % 2 == 0 ? operand : Bounded(new Call(position, Operators.Negate, null, operand));
        }
        return Member();
    }

    private int Advance()
    {
        int start = token.Start;
        token = lexer.Next();
        return start;
    }

    private int Expect(string symbol) => token.Is(symbol) ? Advance() : throw Unexpected($"'{symbol}'");

    private bool Accept(string symbol)
    {
        if (!token.Is(symbol))
            return false;
        Advance();
        return true;
    }

    private CelSyntaxException Unexpected(string expected)
    {
        string found = token.Kind is TokenKind.String or TokenKind.Bytes ? token.Value.ToString() : token.Text;
        return new(token.Start, $"Syntax error: mismatched input '{found}' expecting {expected}");
    }

    private T Bounded<T>(T node) where T : Expr =>
        node.Depth <= limits.MaxDepth ? node : throw new CelSyntaxException(node.Position, $"expression recursion limit exceeded: {limits.MaxDepth}");
}
