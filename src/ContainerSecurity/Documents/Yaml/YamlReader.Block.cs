namespace ContainerSecurity.Documents.Yaml;

/// <summary>Nodes, and collections by indentation.</summary>
internal sealed partial class YamlReader
{
    private void ReadNode(bool isBlock, bool mayBeIndentless = false)
    {
        YamlToken first = scanner.Peek();
        if (Next() == YamlTokenKind.Alias)
        {
            Name = new YamlSlice(first.Start + 1, first.End);
            Event(YamlEventKind.Alias, first, first.End);
            scanner.Skip();
            Pop();
            return;
        }
        ReadProperties();
        bool hasProperties = !Name.IsEmpty || Tag is not null;
        YamlTokenKind next = Next();
        YamlToken token = scanner.Peek();
        switch (next)
        {
            case YamlTokenKind.BlockEntry when mayBeIndentless:
                StartCollection(YamlEventKind.SequenceStart, token, YamlState.IndentlessSequenceEntry, isFlow: false);
                break;
            case YamlTokenKind.Scalar:
                scalar = token;
                Event(YamlEventKind.Scalar, token, token.End);
                scanner.Skip();
                Pop();
                break;
            case YamlTokenKind.FlowSequenceStart or YamlTokenKind.FlowMappingStart:
                bool isSequence = next == YamlTokenKind.FlowSequenceStart;
                StartCollection(
                    isSequence ? YamlEventKind.SequenceStart : YamlEventKind.MappingStart,
                    token,
                    isSequence ? YamlState.FlowSequenceFirstEntry : YamlState.FlowMappingFirstKey,
                    isFlow: true);
                scanner.Skip();
                break;
            case YamlTokenKind.BlockSequenceStart when isBlock:
                StartCollection(YamlEventKind.SequenceStart, token, YamlState.BlockSequenceEntry, isFlow: false);
                Take();
                break;
            case YamlTokenKind.BlockMappingStart when isBlock:
                StartCollection(YamlEventKind.MappingStart, token, YamlState.BlockMappingKey, isFlow: false);
                Take();
                break;
            default:
                if (!hasProperties || next is YamlTokenKind.Anchor or YamlTokenKind.Tag or YamlTokenKind.Alias)
                    throw NodeExpected(next, token);
                EmptyScalar();
                Pop();
                break;
        }
    }

    private void ReadProperties()
    {
        for (; ; scanner.Skip())
        {
            YamlToken token = scanner.Peek();
            if (Next() == YamlTokenKind.Anchor && Name.IsEmpty)
                Name = new YamlSlice(token.Start + 1, token.End);
            else if (Next() == YamlTokenKind.Tag && Tag is null)
            {
                TagSlice = new YamlSlice(token.Start, token.End);
                Tag = Resolve(token);
            }
            else
                return;
        }
    }

    private void StartCollection(YamlEventKind kind, in YamlToken token, YamlState next, bool isFlow)
    {
        Event(kind, token, token.Start);
        IsFlow = isFlow;
        Open(token.Start);
        state = next;
    }

    private void EndCollection(YamlEventKind kind, in YamlToken token, int end)
    {
        Event(kind, token, end);
        openingCount--;
        Pop();
    }

    private void ReadBlockEntry()
    {
        YamlToken token = scanner.Peek();
        if (Next() == YamlTokenKind.BlockEnd)
        {
            EndCollection(YamlEventKind.SequenceEnd, token, scanner.LastEnd);
            scanner.Skip();
            return;
        }
        if (Next() != YamlTokenKind.BlockEntry)
            throw EntryExpected(token);
        scanner.Skip();
        if (Next() is YamlTokenKind.BlockEntry or YamlTokenKind.BlockEnd)
        {
            state = YamlState.BlockSequenceEntry;
            EmptyScalar();
            return;
        }
        Push(YamlState.BlockSequenceEntry);
        ReadNode(isBlock: true);
    }

    private void ReadIndentlessEntry()
    {
        YamlToken token = scanner.Peek();
        if (Next() != YamlTokenKind.BlockEntry)
        {
            EndCollection(YamlEventKind.SequenceEnd, token, scanner.LastEnd);
            return;
        }
        scanner.Skip();
        if (Next() is YamlTokenKind.BlockEntry or YamlTokenKind.Key or YamlTokenKind.Value or YamlTokenKind.BlockEnd)
        {
            state = YamlState.IndentlessSequenceEntry;
            EmptyScalar();
            return;
        }
        Push(YamlState.IndentlessSequenceEntry);
        ReadNode(isBlock: true);
    }

    private void ReadBlockKey()
    {
        YamlToken token = scanner.Peek();
        switch (Next())
        {
            case YamlTokenKind.BlockEnd:
                EndCollection(YamlEventKind.MappingEnd, token, scanner.LastEnd);
                scanner.Skip();
                break;
            case YamlTokenKind.Value:
                state = YamlState.BlockMappingValue;
                EmptyScalar();
                break;
            case YamlTokenKind.Key:
                Take();
                if (Next() is YamlTokenKind.Key or YamlTokenKind.Value or YamlTokenKind.BlockEnd)
                {
                    state = YamlState.BlockMappingValue;
                    EmptyScalar();
                    break;
                }
                Push(YamlState.BlockMappingValue);
                ReadNode(isBlock: true, mayBeIndentless: true);
                break;
            default:
                throw KeyExpected(token);
        }
    }

    private void ReadBlockValue()
    {
        state = YamlState.BlockMappingKey;
        if (Next() != YamlTokenKind.Value)
        {
            EmptyScalar();
            return;
        }
        scanner.Skip();
        if (Next() is YamlTokenKind.Key or YamlTokenKind.Value or YamlTokenKind.BlockEnd)
        {
            EmptyScalar();
            return;
        }
        Push(YamlState.BlockMappingKey);
        ReadNode(isBlock: true, mayBeIndentless: true);
    }
}
