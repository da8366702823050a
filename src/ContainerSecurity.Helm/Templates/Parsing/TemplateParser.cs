using System.Runtime.CompilerServices;

namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>Parses the text of a template, and the templates defined in it, as Go's <c>text/template/parse</c> does.</summary>
internal sealed partial class TemplateParser
{
    private const int DeepestNesting = 500;

    private readonly TemplateText source;
    private readonly Lexer lexer;
    private readonly Predicate<string> isFunction;
    private readonly Dictionary<string, TemplateTree> trees;
    private readonly TokenReader tokens;
    private readonly List<string> variables = ["$"];
    private int loops;
    private int nesting;
    private int actionLine;

    private TemplateParser(TemplateText source, Lexer lexer, Predicate<string> isFunction, Dictionary<string, TemplateTree> trees)
    {
        this.source = source;
        this.lexer = lexer;
        this.isFunction = isFunction;
        this.trees = trees;
        tokens = new TokenReader(lexer);
    }

    /// <summary>Parses a text; the result holds it by its own name, and what it defines.</summary>
    /// <exception cref="TemplateException">The text is no template.</exception>
    public static Dictionary<string, TemplateTree> Parse(TemplateText source, Delimiters delimiters, Predicate<string> isFunction)
    {
        var trees = new Dictionary<string, TemplateTree>(StringComparer.Ordinal);
        var parser = new TemplateParser(source, new Lexer(source.Text, delimiters), isFunction, trees);
        parser.Add(source.Name, parser.ReadWhole());
        return trees;
    }

    private ListNode ReadWhole()
    {
        var root = new ListNode(source, tokens.Peek().Start);
        while (tokens.Peek().Kind != TokenKind.End)
        {
            if (tokens.Peek().Kind == TokenKind.LeftDelimiter)
            {
                Token delimiter = tokens.Next();
                if (tokens.NextWord().Kind == TokenKind.Define)
                {
                    Nested().ReadDefinition();
                    continue;
                }
                tokens.Back(delimiter);
            }
            TemplateNode node = ReadTextOrAction();
            if (node is EndNode or ElseNode)
                throw Error($"unexpected {node}");
            root.Items.Add(node);
        }
        return root;
    }

    private TemplateParser Nested() => new(source, lexer, isFunction, trees);

    private void ReadDefinition()
    {
        const string Context = "define clause";
        Token token = tokens.NextWord();
        string name = ReadTemplateName(token, Context);
        Expect(TokenKind.RightDelimiter, Context);
        Add(name, ReadBody(Context));
    }

    /// <summary>Reads a template's parts up to its end.</summary>
    private ListNode ReadBody(string context)
    {
        ListNode body = ReadList(out TemplateNode end);
        return end is EndNode ? body : throw Error($"unexpected {end} in {context}");
    }

    private void Add(string name, ListNode root)
    {
        if (!trees.TryGetValue(name, out TemplateTree? earlier) || earlier.Root.IsEmpty)
            trees[name] = new TemplateTree(name, root);
        else if (!root.IsEmpty)
            throw Error($"template: multiple definition of template {GoQuote.Quote(name)}");
    }

    private ListNode ReadList(out TemplateNode end)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++nesting > DeepestNesting)
            throw Error($"more than {DeepestNesting} actions inside each other");
        var list = new ListNode(source, tokens.PeekWord().Start);
        while (tokens.PeekWord().Kind != TokenKind.End)
        {
            TemplateNode node = ReadTextOrAction();
            if (node is EndNode or ElseNode)
            {
                nesting--;
                end = node;
                return list;
            }
            list.Items.Add(node);
        }
        throw Error("unexpected EOF");
    }

    private TemplateNode ReadTextOrAction()
    {
        Token token = tokens.NextWord();
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextNode(source, token.Start, token.Value) { Finish = token.Start + token.Value.Length };
            case TokenKind.LeftDelimiter:
                actionLine = token.Line;
                TemplateNode action = ReadAction();
                actionLine = 0;
                return action;
            default:
                throw Unexpected(token, "input");
        }
    }

    private TemplateNode ReadAction()
    {
        Token token = tokens.NextWord();
        switch (token.Kind)
        {
            case TokenKind.Block:
                return ReadBlock();
            case TokenKind.Break or TokenKind.Continue:
                return ReadLoopControl(token);
            case TokenKind.Else:
                return ReadElse();
            case TokenKind.EndWord:
                return new EndNode(source, Expect(TokenKind.RightDelimiter, "end").Start);
            case TokenKind.If:
                return ReadCondition(isWith: false);
            case TokenKind.Range:
                return ReadRange();
            case TokenKind.Template:
                return ReadTemplateCall();
            case TokenKind.With:
                return ReadCondition(isWith: true);
        }
        tokens.Back();
        int start = tokens.Peek().Start;
        PipelineNode pipeline = ReadPipeline("command", TokenKind.RightDelimiter);
        return new ActionNode(source, start, pipeline) { Finish = pipeline.Finish };
    }

    private LoopControlNode ReadLoopControl(Token word)
    {
        Token token = tokens.NextWord();
        if (token.Kind != TokenKind.RightDelimiter)
            throw Unexpected(token, $"{{{{{word.Value}}}}}");
        return loops > 0
            ? new LoopControlNode(source, word.Start, word.Kind == TokenKind.Break)
            : throw Error($"{{{{{word.Value}}}}} outside {{{{range}}}}");
    }

    private ElseNode ReadElse()
    {
        Token next = tokens.PeekWord();
        return new ElseNode(source, next.Kind is TokenKind.If or TokenKind.With ? next.Start : Expect(TokenKind.RightDelimiter, "else").Start);
    }

    private ConditionNode ReadCondition(bool isWith)
    {
        string word = isWith ? "with" : "if";
        int declared = variables.Count;
        PipelineNode pipeline = ReadPipeline(word, TokenKind.RightDelimiter);
        ListNode body = ReadList(out TemplateNode end);
        ListNode? otherwise = null;
        if (end is ElseNode && tokens.Peek().Kind == (isWith ? TokenKind.With : TokenKind.If))
        {
            tokens.Next();
            otherwise = new ListNode(source, end.Start);
            otherwise.Items.Add(ReadNestedCondition(isWith));
        }
        else if (end is ElseNode)
        {
            otherwise = ReadElseBody();
        }
        Forget(declared);
        return new ConditionNode(source, pipeline.Start, isWith, pipeline, body, otherwise) { Finish = pipeline.Finish };
    }

    /// <summary>A chain of <c>else if</c> is nested as deep as it is long.</summary>
    private ConditionNode ReadNestedCondition(bool isWith)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++nesting > DeepestNesting)
            throw Error($"more than {DeepestNesting} actions inside each other");
        ConditionNode condition = ReadCondition(isWith);
        nesting--;
        return condition;
    }

    private RangeNode ReadRange()
    {
        int declared = variables.Count;
        PipelineNode pipeline = ReadPipeline("range", TokenKind.RightDelimiter);
        loops++;
        ListNode body = ReadList(out TemplateNode end);
        loops--;
        ListNode? otherwise = end is ElseNode ? ReadElseBody() : null;
        Forget(declared);
        return new RangeNode(source, pipeline.Start, pipeline, body, otherwise) { Finish = pipeline.Finish };
    }

    private ListNode ReadElseBody()
    {
        ListNode body = ReadList(out TemplateNode end);
        return end is EndNode ? body : throw Error($"expected end; found {end}");
    }

    private TemplateCallNode ReadBlock()
    {
        const string Context = "block clause";
        Token token = tokens.NextWord();
        string name = ReadTemplateName(token, Context);
        PipelineNode pipeline = ReadPipeline(Context, TokenKind.RightDelimiter);
        TemplateParser body = Nested();
        body.nesting = nesting;
        body.Add(name, body.ReadBody(Context));
        return new TemplateCallNode(source, token.Start, name, pipeline) { Finish = pipeline.Finish };
    }

    private TemplateCallNode ReadTemplateCall()
    {
        const string Context = "template clause";
        Token token = tokens.NextWord();
        string name = ReadTemplateName(token, Context);
        PipelineNode? pipeline = null;
        if (tokens.NextWord().Kind != TokenKind.RightDelimiter)
        {
            tokens.Back();
            pipeline = ReadPipeline(Context, TokenKind.RightDelimiter);
        }
        return new TemplateCallNode(source, token.Start, name, pipeline) { Finish = pipeline?.Finish ?? token.Start + token.Value.Length };
    }

    private string ReadTemplateName(Token token, string context)
    {
        if (token.Kind is not (TokenKind.String or TokenKind.RawString))
            throw Unexpected(token, context);
        return GoQuote.TryUnquote(token.Value, out string name, out string error) ? name : throw Error(error);
    }

    private Token Expect(TokenKind kind, string context)
    {
        Token token = tokens.NextWord();
        return token.Kind == kind ? token : throw Unexpected(token, context);
    }

    private void Forget(int declared) => variables.RemoveRange(declared, variables.Count - declared);

    private TemplateException Unexpected(Token token, string context)
    {
        if (token.Kind != TokenKind.Error)
            return Error($"unexpected {token} in {context}");
        if (actionLine == 0 || actionLine == token.Line)
            return Error(token.Value);
        string started = $" in action started at {source.Name}:{actionLine}";
        return Error(token.Value + (token.Value.EndsWith(" action", StringComparison.Ordinal) ? started.Substring(" in action".Length) : started));
    }

    private TemplateException Error(string message) =>
        new(TemplatePhase.Parse, $"template: {source.Name}:{tokens.Line}: {message}", source.Name, tokens.Line);
}
