namespace ContainerSecurity.Cel.Parsing;

/// <summary>Reads an expression by recursive descent.</summary>
internal sealed partial class Parser
{
    private readonly Lexer lexer;
    private readonly ParserLimits limits;
    private readonly IReadOnlyDictionary<string, Macro[]> macros;
    /// <summary>The arguments and items of what is not closed yet.</summary>
    private readonly List<Expr> open = [];
    private int nesting;

    private Parser(string text, ParserLimits limits, IReadOnlyDictionary<string, Macro[]> macros)
    {
        lexer = new Lexer(text, limits.HasQuotedNames);
        this.limits = limits;
        this.macros = macros;
        lexer.Next();
    }

    private static bool IsReserved(string word) => word is "as" or "break" or "const" or "continue" or "else" or "for" or "function"
        or "if" or "import" or "let" or "loop" or "package" or "namespace" or "return" or "var" or "void" or "while";

    /// <exception cref="CelSyntaxException">The text is not an expression, or exceeds a limit.</exception>
    public static Expr Parse(string text, ParserLimits limits, IReadOnlyDictionary<string, Macro[]> macros)
    {
        if (text.Length > limits.MaxLength && CodePoints.Count(text) is var size && size > limits.MaxLength)
            throw new CelSyntaxException(0, $"expression code point size exceeds limit: size: {size}, limit {limits.MaxLength}");
        var parser = new Parser(text, limits, macros);
        Expr expression = parser.Expression();
        if (parser.lexer.Kind != TokenKind.End)
            throw parser.Unexpected("<EOF>");
        return expression;
    }

    private Expr Expression()
    {
        if (++nesting > limits.MaxNesting)
            throw new CelSyntaxException(lexer.Start, $"expression recursion limit exceeded: {limits.MaxNesting}");
        Expr condition = Or();
        if (lexer.Symbol == '?')
        {
            int position = Advance();
            Expr then = Or();
            Expect(':');
            condition = Bounded(new Call(position, Operators.Conditional, null, condition, then, Expression()));
        }
        nesting--;
        return condition;
    }

    private Expr Or()
    {
        Expr first = And();
        return lexer.Symbol == Symbol.Or ? Logical(Operators.Or, Symbol.Or, first) : first;
    }

    private Expr And()
    {
        Expr first = Operation(1);
        return lexer.Symbol == Symbol.And ? Logical(Operators.And, Symbol.And, first) : first;
    }

    private Expr Logical(string function, int symbol, Expr first)
    {
        var terms = new List<Expr>();
        var positions = new List<int>();
        Flatten(function, first, terms, positions);
        while (lexer.Symbol == symbol)
        {
            positions.Add(Advance());
            Flatten(function, symbol == Symbol.Or ? And() : Operation(1), terms, positions);
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

    /// <summary>An operation of at least so strong an operator: 1 for relations, 2 for sums, 3 for products.</summary>
    private Expr Operation(int strength)
    {
        Expr left = Unary();
        while (Operator(out int found) is { } function && found >= strength)
        {
            int position = Advance();
            left = Bounded(new Call(position, function, null, left, Operation(found + 1)));
        }
        return left;
    }

    private string? Operator(out int strength)
    {
        strength = 1;
        switch (lexer.Symbol)
        {
            case 0:
                return lexer.Kind == TokenKind.In ? Operators.In : null;
            case '<':
                return Operators.Less;
            case Symbol.LessOrEqual:
                return Operators.LessOrEqual;
            case '>':
                return Operators.Greater;
            case Symbol.GreaterOrEqual:
                return Operators.GreaterOrEqual;
            case Symbol.Equal:
                return Operators.Equal;
            case Symbol.NotEqual:
                return Operators.NotEqual;
        }
        strength = 2;
        if (lexer.Symbol is '+' or '-')
            return lexer.Symbol == '+' ? Operators.Add : Operators.Subtract;
        strength = 3;
        return lexer.Symbol switch { '*' => Operators.Multiply, '/' => Operators.Divide, '%' => Operators.Modulo, _ => null };
    }

    private Expr Unary()
    {
        if (lexer.Symbol == '!')
        {
            int position = lexer.Start, count = 0;
            for (; lexer.Symbol == '!'; count++)
                Advance();
            Expr operand = Member();
            return count % 2 == 0 ? operand : Bounded(new Call(position, Operators.Not, null, operand));
        }
        if (lexer.Symbol == '-')
        {
            int position = lexer.Start, count = 0;
            for (; lexer.Symbol == '-'; count++)
                position = Advance();
            bool signed = lexer.Kind is TokenKind.Int or TokenKind.Double;
            Expr operand = Member(negativeAt: signed ? position : -1);
            return (signed ? count - 1 : count) % 2 == 0 ? operand : Bounded(new Call(position, Operators.Negate, null, operand));
        }
        return Member();
    }

    private int Advance()
    {
        int start = lexer.Start;
        lexer.Next();
        return start;
    }

    private int Expect(char symbol) => lexer.Symbol == symbol ? Advance() : throw Unexpected($"'{symbol}'");

    private bool Accept(char symbol)
    {
        if (lexer.Symbol != symbol)
            return false;
        Advance();
        return true;
    }

    private CelSyntaxException Unexpected(string expected) =>
        new(lexer.Start, $"Syntax error: mismatched input '{lexer.Shown}' expecting {expected}");

    private Expr Bounded(Expr node) =>
        node.Depth <= limits.MaxDepth ? node : throw new CelSyntaxException(node.Position, $"expression recursion limit exceeded: {limits.MaxDepth}");
}
