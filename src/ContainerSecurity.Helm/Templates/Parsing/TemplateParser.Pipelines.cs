using System.Runtime.CompilerServices;

namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>Pipelines, commands and operands.</summary>
internal sealed partial class TemplateParser
{
    private PipelineNode ReadPipeline(string context, TokenKind end)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++nesting > DeepestNesting)
            throw Error($"more than {DeepestNesting} pipelines inside each other");
        var pipeline = new PipelineNode(source, tokens.PeekWord().Start);
        ReadDeclarations(pipeline, context);
        while (true)
        {
            Token token = tokens.NextWord();
            if (token.Kind == end)
            {
                Check(pipeline, context);
                nesting--;
                return pipeline with { Finish = token.Start };
            }
            if (!IsOperand(token.Kind))
                throw Unexpected(token, context);
            tokens.Back();
            pipeline.Commands.Add(ReadCommand());
        }
    }

    private static bool IsOperand(TokenKind kind) =>
        kind is TokenKind.Bool or TokenKind.CharConstant or TokenKind.Complex or TokenKind.Dot or TokenKind.Field or TokenKind.Identifier
            or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String or TokenKind.Variable or TokenKind.LeftParenthesis;

    private void ReadDeclarations(PipelineNode pipeline, string context)
    {
        while (tokens.PeekWord() is { Kind: TokenKind.Variable } variable)
        {
            tokens.Next();
            Token following = tokens.Peek();
            Token next = tokens.PeekWord();
            if (next.Kind is TokenKind.Assign or TokenKind.Declare)
            {
                pipeline.IsAssignment = next.Kind == TokenKind.Assign;
                tokens.NextWord();
                Declare(pipeline, variable);
                return;
            }
            if (next is not { Kind: TokenKind.Char, Value: "," })
            {
                if (following.Kind == TokenKind.Space)
                    tokens.Back(variable, following);
                else
                    tokens.Back(variable);
                return;
            }
            tokens.NextWord();
            Declare(pipeline, variable);
            if (context != "range" || pipeline.Variables.Count > 1)
                throw Error($"too many declarations in {context}");
            if (tokens.PeekWord().Kind is not (TokenKind.Variable or TokenKind.RightDelimiter or TokenKind.RightParenthesis))
                throw Error("range can only initialize variables");
        }
    }

    private void Declare(PipelineNode pipeline, Token variable)
    {
        pipeline.Variables.Add(variable.Value);
        variables.Add(variable.Value);
    }

    private void Check(PipelineNode pipeline, string context)
    {
        if (pipeline.Commands.Count == 0)
            throw Error($"missing value for {context}");
        for (int i = 1; i < pipeline.Commands.Count; i++)
            if (pipeline.Commands[i].Operands[0] is BoolNode or DotNode or NilNode or NumberNode or StringNode)
                throw Error($"non executable command in pipeline stage {i + 1}");
    }

    private CommandNode ReadCommand()
    {
        var command = new CommandNode(source, tokens.PeekWord().Start);
        while (true)
        {
            tokens.PeekWord();
            if (ReadOperand() is { } operand)
                command.Operands.Add(operand);
            Token token = tokens.Next();
            if (token.Kind == TokenKind.Space)
                continue;
            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParenthesis)
                tokens.Back();
            else if (token.Kind != TokenKind.Pipe)
                throw Unexpected(token, "operand");
            return command.Operands.Count > 0 ? command with { Finish = token.Start } : throw Error("empty command");
        }
    }

    private OperandNode? ReadOperand()
    {
        OperandNode? node = ReadTerm();
        if (node is null || tokens.Peek().Kind != TokenKind.Field)
            return node;
        int start = tokens.Peek().Start;
        List<string> fields = [];
        int finish = start;
        while (tokens.Peek().Kind == TokenKind.Field)
        {
            Token field = tokens.Next();
            fields.Add(field.Value.Substring(1));
            finish = field.Start + field.Value.Length;
        }
        return node switch
        {
            FieldNode field => field with { Start = start, Fields = [.. field.Fields, .. fields], Finish = finish },
            VariableNode variable => variable with { Start = start, Fields = [.. variable.Fields, .. fields], Finish = finish },
            BoolNode or StringNode or NumberNode or NilNode or DotNode => throw Error($"unexpected . after term {GoQuote.Quote(Written(node))}"),
            _ => new ChainNode(source, start, node, [.. fields]) { Finish = finish },
        };
    }

    private static string Written(OperandNode node) =>
        node switch
        {
            BoolNode truth => truth.Value ? "true" : "false",
            StringNode text => text.Written,
            NumberNode number => number.Written,
            NilNode => "nil",
            _ => ".",
        };

    private OperandNode? ReadTerm()
    {
        Token token = tokens.NextWord();
        int finish = token.Start + token.Value.Length;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                if (!isFunction(token.Value))
                    throw Error($"function {GoQuote.Quote(token.Value)} not defined");
                return new IdentifierNode(source, token.Start, token.Value) { Finish = finish };
            case TokenKind.Dot:
                return new DotNode(source, token.Start) { Finish = finish };
            case TokenKind.Nil:
                return new NilNode(source, token.Start) { Finish = finish };
            case TokenKind.Variable:
                if (!variables.Contains(token.Value))
                    throw Error($"undefined variable {GoQuote.Quote(token.Value)}");
                return new VariableNode(source, token.Start, token.Value, []) { Finish = finish };
            case TokenKind.Field:
                return new FieldNode(source, token.Start, [token.Value.Substring(1)]) { Finish = finish };
            case TokenKind.Bool:
                return new BoolNode(source, token.Start, token.Value == "true") { Finish = finish };
            case TokenKind.CharConstant or TokenKind.Complex or TokenKind.Number:
                NumberLiteral number = NumberLiteral.Read(token, out string problem) ?? throw Error(problem);
                return new NumberNode(source, token.Start, token.Value, number) { Finish = finish };
            case TokenKind.LeftParenthesis:
                return ReadPipeline("parenthesized pipeline", TokenKind.RightParenthesis);
            case TokenKind.String or TokenKind.RawString:
                return GoQuote.TryUnquote(token.Value, out string text, out string error)
                    ? new StringNode(source, token.Start, token.Value, text) { Finish = finish }
                    : throw Error(error);
            default:
                tokens.Back();
                return null;
        }
    }
}
