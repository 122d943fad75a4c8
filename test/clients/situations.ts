export type SituationId = 'hooks-invalid' | 'switched-off';
