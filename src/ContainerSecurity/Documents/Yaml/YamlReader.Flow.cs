namespace ContainerSecurity.Documents.Yaml;

/// <summary>Collections in brackets.</summary>
internal sealed partial class YamlReader
{
    private void ReadFlow()
    {
        switch (state)
        {
            case YamlState.FlowSequenceFirstEntry or YamlState.FlowSequenceEntry:
                ReadFlowEntry(state == YamlState.FlowSequenceFirstEntry);
                break;
            case YamlState.FlowMappingFirstKey or YamlState.FlowMappingKey:
                ReadFlowKey(state == YamlState.FlowMappingFirstKey);
                break;
            case YamlState.FlowMappingValue:
                ReadFlowValue(YamlTokenKind.FlowMappingEnd, YamlState.FlowMappingKey);
                break;
            case YamlState.FlowMappingBehindKey:
                // YAML 1.2 lets the colon stand on a later line than the key.
                ReadFlowValue(YamlTokenKind.FlowMappingEnd, YamlState.FlowMappingKey);
                break;
            case YamlState.PairKey:
                ReadPairKey();
                break;
            case YamlState.PairValue:
                ReadFlowValue(YamlTokenKind.FlowSequenceEnd, YamlState.PairEnd);
                break;
            default:
                state = YamlState.FlowSequenceEntry;
                Event(YamlEventKind.MappingEnd, scanner.Peek(), scanner.LastEnd);
                break;
        }
    }

    private void ReadFlowEntry(bool isFirst)
    {
        if (!TakeSeparator(YamlTokenKind.FlowSequenceEnd, isFirst))
        {
            CloseFlow(YamlEventKind.SequenceEnd);
            return;
        }
        YamlToken token = scanner.Peek();
        if (Next() is YamlTokenKind.Key or YamlTokenKind.Value)
        {
            // A key in a list is an object of one entry.
            Event(YamlEventKind.MappingStart, token, token.Start);
            IsFlow = true;
            bool hasKey = Next() == YamlTokenKind.Key;
            if (hasKey)
                Take();
            state = YamlState.PairKey;
            return;
        }
        Push(YamlState.FlowSequenceEntry);
        ReadNode(isBlock: false);
    }

    private void ReadPairKey()
    {
        if (Next() is YamlTokenKind.Value or YamlTokenKind.FlowEntry or YamlTokenKind.FlowSequenceEnd)
        {
            state = YamlState.PairValue;
            EmptyScalar();
            return;
        }
        Push(YamlState.PairValue);
        ReadNode(isBlock: false);
    }

    private void ReadFlowKey(bool isFirst)
    {
        if (!TakeSeparator(YamlTokenKind.FlowMappingEnd, isFirst))
        {
            CloseFlow(YamlEventKind.MappingEnd);
            return;
        }
        switch (Next())
        {
            case YamlTokenKind.Value:
                state = YamlState.FlowMappingValue;
                EmptyScalar();
                break;
            case YamlTokenKind.Key:
                Take();
                if (Next() is YamlTokenKind.Value or YamlTokenKind.FlowEntry or YamlTokenKind.FlowMappingEnd)
                {
                    state = YamlState.FlowMappingValue;
                    EmptyScalar();
                    break;
                }
                Push(YamlState.FlowMappingValue);
                ReadNode(isBlock: false);
                break;
            default:
                Push(YamlState.FlowMappingBehindKey);
                ReadNode(isBlock: false);
                break;
        }
    }

    private void ReadFlowValue(YamlTokenKind closing, YamlState next)
    {
        state = next;
        if (Next() != YamlTokenKind.Value)
        {
            EmptyScalar();
            return;
        }
        scanner.Skip();
        if (Next() == YamlTokenKind.FlowEntry || Next() == closing)
        {
            EmptyScalar();
            return;
        }
        Push(next);
        ReadNode(isBlock: false);
    }

    /// <summary>Moves behind the comma before a further entry; false where the closing bracket is next.</summary>
    private bool TakeSeparator(YamlTokenKind closing, bool isFirst)
    {
        if (Next() == closing)
            return false;
        if (isFirst)
            return true;
        if (Next() != YamlTokenKind.FlowEntry)
            throw SeparatorExpected(closing, scanner.Peek());
        scanner.Skip();
        return Next() != closing;
    }

    private void CloseFlow(YamlEventKind kind)
    {
        YamlToken token = scanner.Peek();
        EndCollection(kind, token, token.End);
        scanner.Skip();
    }
}
